package io.github.twitchoauth.test.autoconfigure;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AutoConfigureMockTwitch}.
 */
class AutoConfigureMockTwitchTests {

	@Nested
	@SpringBootTest(classes = Application.class, properties = "twitch.oauth.auto-start=false")
	@AutoConfigureMockTwitch
	class WithDefaults {

		@Autowired
		private MockTwitch twitch;

		@Autowired
		private TwitchOAuthConnectionDetails connectionDetails;

		@Autowired
		private MockTwitchProperties properties;

		@Autowired
		private Environment environment;

		@Test
		void contextWhenStartedThenPointsAtMockTwitch() {
			assertThat(this.twitch.getPort()).isPositive();
			assertThat(this.connectionDetails.getDeviceAuthorizationUri())
				.hasToString(this.twitch.getBaseUrl() + "/oauth2/device");
			assertThat(this.connectionDetails.getTokenUri()).hasToString(this.twitch.getBaseUrl() + "/oauth2/token");
			assertThat(this.connectionDetails.getRevocationUri())
				.hasToString(this.twitch.getBaseUrl() + "/oauth2/revoke");
			assertThat(this.connectionDetails.getValidationUri())
				.hasToString(this.twitch.getBaseUrl() + "/oauth2/validate");
			assertThat(this.connectionDetails.getHelixUri()).hasToString(this.twitch.getBaseUrl() + "/helix");
		}

		@Test
		void contextWhenNothingIsSetThenHasDefaults() {
			assertThat(this.properties.getInterval()).hasMillis(100);
			assertThat(this.environment.getProperty("twitch.oauth.client-id")).isEqualTo("mock-client-id");
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class,
			properties = { "twitch.oauth.auto-start=false", "twitch.oauth.client-id=mine" })
	@AutoConfigureMockTwitch(interval = "1s", autoApprove = "twitchdev")
	class WithSettings {

		@Test
		void contextWhenSettingsArePresentThenUsesThem(@Autowired MockTwitchProperties properties,
				@Autowired Environment environment) {
			assertThat(properties.getInterval()).hasSeconds(1);
			assertThat(properties.getAutoApprove()).isEqualTo("twitchdev");
			assertThat(environment.getProperty("twitch.oauth.client-id")).isEqualTo("mine");
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, properties = "twitch.oauth.mock.auto-approve=twitchdev")
	@AutoConfigureMockTwitch
	class WithAutoApprove {

		@Test
		void loginWhenAutoApproveIsAPropertyThenNeedsNobody(@Autowired TokenManager tokens) {
			Awaitility.await()
				.ignoreExceptions()
				.untilAsserted(() -> assertThat(tokens.getToken().block().login()).isEqualTo("twitchdev"));
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class,
			properties = { "twitch.oauth.auto-start=false", "twitch.oauth.client-id=${NOT_SET_ON_THIS_MACHINE}" })
	@AutoConfigureMockTwitch
	class WithUnresolvableClientId {

		@Test
		void contextWhenClientIdCannotBeResolvedThenHasOne(@Autowired Environment environment) {
			assertThat(environment.getProperty("twitch.oauth.client-id")).isEqualTo("mock-client-id");
		}

	}

	@Nested
	@SpringBootTest(classes = WithoutAutoConfiguration.class)
	@AutoConfigureMockTwitch
	class InSlice {

		@Test
		void contextWhenNothingElseIsAutoConfiguredThenHasMockTwitch(@Autowired MockTwitch twitch) {
			assertThat(twitch.getPort()).isPositive();
		}

	}

	@Nested
	@SpringBootTest(classes = WithoutAutoConfiguration.class)
	@AutoConfigureMockTwitch(enabled = false)
	class Disabled {

		@Test
		void contextWhenDisabledThenHasNoMockTwitch(@Autowired ApplicationContext context) {
			assertThat(context.getBeanNamesForType(MockTwitch.class)).isEmpty();
			assertThat(context.getEnvironment().getProperty("twitch.oauth.client-id")).isNull();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class WithoutAutoConfiguration {

	}

}
