package io.github.twitchoauth.autoconfigure.actuate;

import java.util.List;
import java.util.Map;

import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TwitchSanitizingAutoConfiguration}.
 */
class TwitchSanitizingAutoConfigurationTests {

	private static final String SECRET = "MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY=";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TwitchSanitizingAutoConfiguration.class, TwitchOAuthAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=visible");

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.client-secret", "twitch.oauth.clientSecret", "TWITCH_OAUTH_CLIENT_SECRET",
			"TWITCH_OAUTH_CLIENTSECRET", "twitch.oauth.accounts.bot.client-secret",
			"twitch.oauth.accounts[a.b/7].client_secret", "TWITCH_OAUTH_ACCOUNTS_BOT_CLIENTSECRET",
			"twitch.oauth.token-store.encryption-key", "twitch.oauth.token-store.encryption-key[1]",
			"TWITCH_OAUTH_TOKENSTORE_ENCRYPTIONKEY_0" })
	void applyUnlessFilteredWhenKeyNamesASecretThenHidesItsValue(String key) {
		this.runner.run((context) -> assertThat(sanitized(context, key)).isEqualTo(SanitizableData.SANITIZED_VALUE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.client-id", "twitch.oauth.accounts.bot.client-id", "twitch.oauth.scopes[0]",
			"twitch.oauth.token-store.type", "my.client-secret" })
	void applyUnlessFilteredWhenKeyNamesNoneOfItsSecretsThenLeavesTheValue(String key) {
		this.runner.run((context) -> assertThat(sanitized(context, key)).isEqualTo(SECRET));
	}

	@Test
	void endpointsWhenTheyShowValuesThenShowNoSecret() {
		Map<String, Object> properties = Map.of("twitch.oauth.client-secret", SECRET,
				"twitch.oauth.accounts.bot.client-secret", SECRET, "twitch.oauth.token-store.encryption-key", SECRET);
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("secrets", properties)))
			.run((context) -> {
				List<SanitizingFunction> sanitizing = List.of(context.getBean(SanitizingFunction.class));
				ConfigurationPropertiesReportEndpoint report = new ConfigurationPropertiesReportEndpoint(sanitizing,
						Show.ALWAYS);
				report.setApplicationContext(context);
				assertThat(report.configurationProperties()
					.getContexts()
					.values()
					.stream()
					.flatMap((descriptor) -> descriptor.getBeans().values().stream())
					.map((bean) -> bean.getProperties().toString() + bean.getInputs())
					.toList()
					.toString()).contains("visible", "clientSecret", "encryptionKey").doesNotContain(SECRET);
				assertThat(new EnvironmentEndpoint(context.getEnvironment(), sanitizing, Show.ALWAYS).environment(null)
					.getPropertySources()
					.stream()
					.flatMap((source) -> source.getProperties().entrySet().stream())
					.map((entry) -> entry.getKey() + "=" + entry.getValue().getValue()))
					.contains("twitch.oauth.client-id=visible",
							"twitch.oauth.client-secret=" + SanitizableData.SANITIZED_VALUE)
					.noneMatch((entry) -> entry.contains(SECRET));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.token-store.encryption-key", "twitch.oauth.client-secret",
			"twitch.oauth.accounts.bot.client-secret" })
	void endpointsWhenASecretComesFromAVariableThenTheVariableIsNotShownEither(String property) {
		String line = "java -jar bot.jar --key=" + SECRET;
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("variables",
						Map.of(property, "${SOME_VARIABLE}", "SOME_VARIABLE", SECRET, "sun.java.command", line))))
			.run((context) -> assertThat(shown(context)).contains("SOME_VARIABLE=" + SanitizableData.SANITIZED_VALUE)
				.noneMatch((entry) -> entry.contains(SECRET)));
	}

	@Test
	void endpointsWhenDisabledThenSecretsAreNotShownEither() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("variables",
						Map.of("twitch.oauth.enabled", "false", "twitch.oauth.token-store.encryption-key[0]",
								"${ONE},${TWO}", "ONE", "an-older-" + SECRET, "TWO", SECRET))))
			.run((context) -> assertThat(shown(context)).noneMatch((entry) -> entry.contains(SECRET)));
	}

	@Test
	void endpointsWhenAShortSecretIsAPartOfAnotherValueThenThatIsShown() {
		this.runner.withPropertyValues("twitch.oauth.client-secret=abc", "other=abc", "alphabet=abcdef")
			.run((context) -> assertThat(shown(context)).contains("alphabet=abcdef",
					"other=" + SanitizableData.SANITIZED_VALUE));
	}

	private static List<String> shown(AssertableApplicationContext context) {
		return new EnvironmentEndpoint(context.getEnvironment(), List.of(context.getBean(SanitizingFunction.class)),
				Show.ALWAYS)
			.environment(null)
			.getPropertySources()
			.stream()
			.flatMap((source) -> source.getProperties().entrySet().stream())
			.map((entry) -> entry.getKey() + "=" + entry.getValue().getValue())
			.toList();
	}

	@Test
	void contextWhenActuatorIsMissingThenHasNoFunction() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate.endpoint"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("twitchSanitizingFunction"));
	}

	private static Object sanitized(AssertableApplicationContext context, String key) {
		return context.getBean(SanitizingFunction.class)
			.applyUnlessFiltered(new SanitizableData(null, key, SECRET))
			.getValue();
	}

}
