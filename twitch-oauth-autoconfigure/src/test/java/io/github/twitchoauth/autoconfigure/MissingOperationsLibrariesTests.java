package io.github.twitchoauth.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.autoconfigure.actuate.TwitchEndpointAutoConfiguration;
import io.github.twitchoauth.autoconfigure.actuate.TwitchHealthContributorAutoConfiguration;
import io.github.twitchoauth.autoconfigure.actuate.TwitchMetricsAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications without metrics and without actuator.
 */
class MissingOperationsLibrariesTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withClassLoader(new FilteredClassLoader("io.micrometer.core", "io.micrometer.tracing",
				"org.springframework.boot.actuate", "org.springframework.boot.health",
				"org.springframework.boot.micrometer"))
		.withUserConfiguration(TestApplication.class)
		.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false");

	@Test
	void loginWhenThereIsNeitherMicrometerNorActuatorThenWorksAsEver() {
		AuthorizationServerStub server = new AuthorizationServerStub();
		this.runner.withPropertyValues(server.properties()).run((context) -> {
			assertThat(context).hasNotFailed()
				.doesNotHaveBean(TwitchEndpointAutoConfiguration.class)
				.doesNotHaveBean(TwitchHealthContributorAutoConfiguration.class)
				.doesNotHaveBean(TwitchMetricsAutoConfiguration.class);
			DeviceAuthFlow flow = context.getBean(DeviceAuthFlow.class);
			flow.getDeviceCode().block(LIMIT);
			TwitchToken token = flow.pollForAuthorization("dc", LIMIT, Duration.ofMillis(1)).block(LIMIT);
			assertThat(context.getBean(TokenManager.class).getToken().block(LIMIT)).isEqualTo(token);
			assertThat(context.getBean(TwitchAccounts.class).getStatus("default").block(LIMIT).login())
				.isEqualTo("twitchdev");
		});
		server.close();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(TwitchAutoConfigurations.class)
	static class TestApplication {

	}

	/**
	 * Selects as Spring Boot does, but none of its own, some of which are in the jars of
	 * what is hidden.
	 */
	static class TwitchAutoConfigurations extends AutoConfigurationImportSelector {

		@Override
		protected AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
			return AnnotationAttributes.fromMap(Map.of("exclude", new String[0], "excludeName", new String[0]));
		}

		@Override
		protected List<String> getCandidateConfigurations(AnnotationMetadata metadata,
				AnnotationAttributes attributes) {
			return super.getCandidateConfigurations(metadata, attributes).stream()
				.filter((name) -> name.startsWith("io.github.twitchoauth."))
				.toList();
		}

	}

}
