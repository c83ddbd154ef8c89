package io.github.twitchoauth.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests that no report of a failed start quotes a secret, whatever is wrong with it.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretFailureTests {

	private static final String SECRET = "MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY=";

	@AfterEach
	void tearDown(CapturedOutput output) {
		assertThat(output).doesNotContain(SECRET).doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.token-store.encryption-key[1]",
			"twitch.oauth.token-store.encryption-key[current]", "twitch.oauth.token-store.encryption-key.current",
			"twitch.oauth.token-store.encryption-key[0].value", "twitch.oauth.token-store.encryptionKey[2]",
			"twitch.oauth.token-store.encryption-keys", "twitch.oauth.client-secret[0]",
			"twitch.oauth.client-secret[1]", "twitch.oauth.client-secret.value", "twitch.oauth.clientSecret[3].a",
			"twitch.oauth.accounts.bot.client-secret[1]", "twitch.oauth.accounts.bot.client-secret.value",
			"twitch.oauth.accounts[my.bot].client-secret[1]" })
	void runWhenASecretIsWrittenInTheWrongWayThenNamesItOnly(String name, CapturedOutput output) {
		run(new MapPropertySource("test", Map.of(name, SECRET)));
		assertThat(output).contains("APPLICATION FAILED TO START",
				name.contains("client") ? ".client-secret" : "token-store.encryption-key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "TWITCH_OAUTH_TOKENSTORE_ENCRYPTIONKEY_1", "TWITCH_OAUTH_TOKEN_STORE_ENCRYPTION_KEY_1",
			"TWITCH_OAUTH_TOKENSTORE_ENCRYPTIONKEY_CURRENT", "TWITCH_OAUTH_CLIENTSECRET_0",
			"TWITCH_OAUTH_CLIENT_SECRET_1", "TWITCH_OAUTH_ACCOUNTS_BOT_CLIENTSECRET_1",
			"TWITCH_OAUTH_ACCOUNTS_BOT_CLIENT_SECRET_1" })
	void runWhenASecretIsInTheWrongVariableThenNamesItOnly(String variable, CapturedOutput output) {
		run(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(variable, SECRET)));
		assertThat(output).contains("APPLICATION FAILED TO START");
	}

	@Test
	void runWhenAKeyFollowsAGapThenNamesThePlaceAndTheWayOut(CapturedOutput output) {
		run(new MapPropertySource("test", Map.of("twitch.oauth.token-store.encryption-key[0]", SECRET,
				"twitch.oauth.token-store.encryption-key[2]", SECRET)));
		assertThat(output).containsIgnoringNewLines("""
				The property 'twitch.oauth.token-store.encryption-key' is written in a way that cannot be read.

				    Property: twitch.oauth.token-store.encryption-key[2]
				    Origin: "twitch.oauth.token-store.encryption-key[2]" from property source "test"

				Action:

				Write it as one value. Several keys for encryption are separated by commas, or numbered \
				from [0] on without a gap.
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.client-secret", "twitch.oauth.token-store.encryption-key",
			"twitch.oauth.accounts.bot.client-secret" })
	void runWhenASecretIsNoTextThenDoesNotQuoteIt(String name, CapturedOutput output) {
		run(new MapPropertySource("test", Map.of(name, new Object() {

			@Override
			public String toString() {
				return SECRET + " of a wrong type";
			}

		})));
		assertThat(output).contains("APPLICATION FAILED TO START", name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.client-secret", "twitch.oauth.token-store.encryption-key" })
	void runWhenAPlaceholderRefersToItselfThenDoesNotQuoteWhatIsAroundIt(String name, CapturedOutput output) {
		run(new MapPropertySource("test", Map.of(name, SECRET + "${A}", "A", "${A}")));
		assertThat(output).contains("APPLICATION FAILED TO START");
	}

	private static void run(PropertySource<?> source) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(TestApplication.class)
			.web(WebApplicationType.NONE)
			.properties("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false")
			.initializers((context) -> context.getEnvironment().getPropertySources().addFirst(source));
		assertThatException().isThrownBy(() -> builder.run().close());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

	}

}
