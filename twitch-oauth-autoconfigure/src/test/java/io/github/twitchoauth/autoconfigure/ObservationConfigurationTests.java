package io.github.twitchoauth.autoconfigure;

import io.github.twitchoauth.authorization.AuthorizationSettings;
import io.github.twitchoauth.observation.AuthorizationObservations;
import io.github.twitchoauth.observation.DefaultLoginObservationConvention;
import io.github.twitchoauth.observation.DefaultRefreshObservationConvention;
import io.github.twitchoauth.observation.DefaultStoreObservationConvention;
import io.github.twitchoauth.observation.DefaultValidationObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is observed, and how it is described.
 */
class ObservationConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc");

	@Test
	void observationsWhenThereIsNoRegistryThenAreNone() {
		this.contextRunner.run((context) -> assertThat(context.getBean(AuthorizationSettings.class).observations())
			.isEqualTo(AuthorizationObservations.NOOP));
	}

	@Test
	void observationsWhenThereAreConventionsThenUseThem() {
		AuthorizationObservations expected = new AuthorizationObservations(ObservationRegistry.create(),
				new DefaultLoginObservationConvention(), new DefaultRefreshObservationConvention(),
				new DefaultStoreObservationConvention(), new DefaultValidationObservationConvention());
		this.contextRunner.withBean(ObservationRegistry.class, expected::registry)
			.withBean(DefaultLoginObservationConvention.class,
					() -> (DefaultLoginObservationConvention) expected.login())
			.withBean(DefaultRefreshObservationConvention.class,
					() -> (DefaultRefreshObservationConvention) expected.refresh())
			.withBean(DefaultStoreObservationConvention.class,
					() -> (DefaultStoreObservationConvention) expected.store())
			.withBean(DefaultValidationObservationConvention.class,
					() -> (DefaultValidationObservationConvention) expected.validation())
			.run((context) -> assertThat(context.getBean(AuthorizationSettings.class).observations())
				.isEqualTo(expected));
	}

}
