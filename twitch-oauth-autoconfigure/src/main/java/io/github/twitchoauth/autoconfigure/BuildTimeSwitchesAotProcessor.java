package io.github.twitchoauth.autoconfigure;

import java.util.Map;
import java.util.TreeMap;

import javax.lang.model.element.Modifier;

import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.javapoet.MethodSpec;

/**
 * Notes the values of the properties that decide which beans there are, and lets an
 * application that was processed ahead of time compare them when it starts.
 */
final class BuildTimeSwitchesAotProcessor implements BeanFactoryInitializationAotProcessor {

	private static final String HEALTH = "management.health.twitch.enabled";

	private static final String EVERYBODYS_HEALTH = "management.health.defaults.enabled";

	private static final Map<String, Boolean> DEFAULTS = Map.of("twitch.oauth.enabled", true,
			"twitch.oauth.mock.enabled", false, "twitch.oauth.page.enabled", false, "twitch.oauth.twitch4j.enabled",
			true, HEALTH, true);

	@Override
	public BeanFactoryInitializationAotContribution processAheadOfTime(ConfigurableListableBeanFactory beanFactory) {
		Environment environment = beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME,
				Environment.class);
		Map<String, Boolean> values = new TreeMap<>();
		DEFAULTS.forEach((name, byDefault) -> values.put(name, value(name, byDefault, environment)));
		return (generation,
				code) -> code.addInitializer(code.getMethods()
					.add("requireTwitchSwitches", (method) -> generate(method, values))
					.toMethodReference());
	}

	private static boolean value(String name, boolean byDefault, Environment environment) {
		boolean unset = name.equals(HEALTH) ? environment.getProperty(EVERYBODYS_HEALTH, Boolean.class, byDefault)
				: byDefault;
		return environment.getProperty(name, Boolean.class, unset);
	}

	private static void generate(MethodSpec.Builder method, Map<String, Boolean> values) {
		method.addJavadoc("Refuse switches of Twitch that have been changed since.")
			.addModifiers(Modifier.PRIVATE)
			.addParameter(Environment.class, "environment");
		values.forEach((name, value) -> method.addStatement("$T.require($S, $L, environment)", BuildTimeSwitches.class,
				name, value));
	}

}
