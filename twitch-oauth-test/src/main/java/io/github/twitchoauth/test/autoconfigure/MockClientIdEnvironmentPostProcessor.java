package io.github.twitchoauth.test.autoconfigure;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Provides a client id when {@code twitch.oauth.mock.enabled} is set.
 */
class MockClientIdEnvironmentPostProcessor implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getProperty("twitch.oauth.mock.enabled", Boolean.class, false)) {
			MockClientId.addIfMissing(environment);
		}
	}

}
