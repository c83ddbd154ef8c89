package io.github.twitchoauth.autoconfigure;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} that fails if the stand-in for Twitch is
 * wanted but not there: the application would log in to Twitch instead.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnMissingClass("io.github.twitchoauth.test.MockTwitch")
@ConditionalOnBooleanProperty("twitch.oauth.mock.enabled")
public final class MissingMockTwitchAutoConfiguration implements BeanFactoryPostProcessor {

	private static final String ACTION = """
			Add the dependency io.github.twitchoauth:twitch-oauth-test, with scope runtime unless the property is \
			set in tests only, or remove the property to log in to Twitch.""";

	// A second condition of the same kind would need the annotation that contains
	// several, in every application.
	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		Environment environment = beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME,
				Environment.class);
		if (environment.getProperty("twitch.oauth.enabled", Boolean.class, true)) {
			throw new InvalidTwitchPropertyException("twitch.oauth.mock.enabled",
					"is 'true', but the stand-in for Twitch is not on the class path", ACTION);
		}
	}

}
