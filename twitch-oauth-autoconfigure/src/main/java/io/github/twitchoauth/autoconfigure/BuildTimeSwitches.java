package io.github.twitchoauth.autoconfigure;

import java.util.Map;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Refuses properties that are set to something else than what they were when the
 * application was processed ahead of time: which beans there are was decided then, so
 * they would be ignored.
 */
final class BuildTimeSwitches implements BeanFactoryPostProcessor {

	private static final String ACTION = """
			Which parts of an application there are is decided when it is processed ahead of time. Set the property \
			to %s for that, as an argument of the process-aot goal for example, or start without \
			-Dspring.aot.enabled=true.""";

	private final Map<String, Boolean> values;

	BuildTimeSwitches(Map<String, Boolean> values) {
		this.values = values;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		Environment environment = beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME,
				Environment.class);
		this.values.forEach((name, value) -> check(name, value, environment));
	}

	private static void check(String name, boolean then, Environment environment) {
		boolean now = environment.getProperty(name, Boolean.class, then);
		if (now != then) {
			throw new InvalidTwitchPropertyException(name,
					"is '" + now + "', but it was '" + then + "' when the application was processed ahead of time",
					ACTION.formatted(now));
		}
	}

}
