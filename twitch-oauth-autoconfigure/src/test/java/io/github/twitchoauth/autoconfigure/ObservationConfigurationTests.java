package io.github.twitchoauth.autoconfigure;

import java.time.Duration;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.authorization.AuthorizationSettings;
import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchRestClientAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchWebClientAutoConfiguration;
import io.github.twitchoauth.observation.AuthorizationObservations;
import io.github.twitchoauth.observation.DefaultLoginObservationConvention;
import io.github.twitchoauth.observation.DefaultRefreshObservationConvention;
import io.github.twitchoauth.observation.DefaultStoreObservationConvention;
import io.github.twitchoauth.observation.DefaultValidationObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is observed, and how it is described.
 */
class ObservationConfigurationTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

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

	@Test
	void callWhenTokenIsAliveThenNothingIsObserved() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		try (AuthorizationServerStub server = new AuthorizationServerStub()) {
			server.answer(WireMock.get("/helix/users"), WireMock.ok());
			this.contextRunner
				.withConfiguration(AutoConfigurations.of(TwitchHelixAutoConfiguration.class,
						TwitchWebClientAutoConfiguration.class, TwitchRestClientAutoConfiguration.class))
				.withPropertyValues(server.properties())
				.withPropertyValues("twitch.oauth.client.helix-uri=" + server.uri("/helix"))
				.withBean(ObservationRegistry.class, () -> registry)
				.run((context) -> {
					logIn(context.getBean(DeviceAuthFlow.class));
					TestObservationRegistryAssert.assertThat(registry)
						.hasObservationWithNameEqualTo("twitch.oauth.login");
					registry.clear();
					callWithBothClients(context);
					TestObservationRegistryAssert.assertThat(registry).doesNotHaveAnyObservation();
				});
			assertThat(server.received("/helix/users")).hasSize(2)
				.allSatisfy((call) -> assertThat(call.getHeader("Authorization")).isEqualTo("Bearer at"));
		}
	}

	private static void logIn(DeviceAuthFlow flow) {
		flow.getDeviceCode().block(LIMIT);
		flow.pollForAuthorization("dc", LIMIT, Duration.ofMillis(1)).block(LIMIT);
	}

	private static void callWithBothClients(ApplicationContext context) {
		context.getBean("twitchWebClient", WebClient.class)
			.get()
			.uri("/users")
			.retrieve()
			.toBodilessEntity()
			.block(LIMIT);
		context.getBean("twitchRestClient", RestClient.class).get().uri("/users").retrieve().toBodilessEntity();
	}

}
