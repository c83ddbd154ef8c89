package io.github.twitchoauth.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.twitchoauth.store.TokenCipher;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProtectingProperties}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProtectingPropertiesTests {

	private static final String KEY = TokenStoreConfigurationTests.key(1);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false");

	@ParameterizedTest
	@ValueSource(strings = { "expected-login", "token-store.encryption-key", "token-store.require-encryption",
			"token-store.file.path", "provider.token-uri", "provider.device-authorization-uri",
			"provider.revocation-uri", "provider.validation-uri", "client.helix-uri", "twitch4j.event-sub-uri",
			"accounts.bot.client-id", "accounts.bot.expected-login", "accounts.my-Bot.expected-login" })
	void propertyWhenSetButEmptyThenIsRefused(String name) {
		for (String value : new String[] { "", "  ", "${NOT_SET_ANYWHERE:}", "\t" }) {
			assertRefused("twitch.oauth." + name + "=" + value)
				.hasMessage("The property 'twitch.oauth." + name + "' is set, but empty");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "client-secret", "accounts.bot.client-secret" })
	void clientSecretWhenSetButEmptyThenIsMentioned(String name, CapturedOutput output) {
		this.runner.withPropertyValues("twitch.oauth." + name + "=${NOT_SET_ANYWHERE:}").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).containsOnlyOnce("The property 'twitch.oauth." + name + "' is set, but empty");
		});
	}

	@Test
	void propertyWhenItsVariableIsEmptyThenIsRefused() {
		assertRefused(Map.of("BOT_NAME", ""), "twitch.oauth.expected-login=${BOT_NAME}")
			.hasMessage("The property 'twitch.oauth.expected-login' is set, but empty");
	}

	@ParameterizedTest
	@CsvSource({ "TWITCH_OAUTH_EXPECTEDLOGIN, expected-login", "TWITCH_OAUTH_EXPECTED_LOGIN, expected-login",
			"TWITCH_OAUTH_TOKENSTORE_ENCRYPTIONKEY, token-store.encryption-key",
			"TWITCH_OAUTH_TOKEN_STORE_ENCRYPTION_KEY, token-store.encryption-key",
			"TWITCH_OAUTH_ACCOUNTS_BOT_EXPECTEDLOGIN, accounts.bot.expected-login",
			"TWITCH_OAUTH_ACCOUNTS_BOT_EXPECTED_LOGIN, accounts.bot.expected-login" })
	void environmentVariableWhenEmptyThenIsRefused(String variable, String name) {
		assertRefused(Map.of(variable, "")).hasMessage("The property 'twitch.oauth." + name + "' is set, but empty");
	}

	@Test
	void propertyWhenEmptyInTheFirstSourceThenTheNextOneDoesNotCount() {
		assertRefused(Map.of("TWITCH_OAUTH_EXPECTEDLOGIN", ""), "twitch.oauth.expected-login=streamer")
			.hasMessageContaining("is set, but empty");
	}

	@Test
	void propertyWhenEmptyInALaterSourceThenTheFirstOneCounts() {
		this.runner.withPropertyValues("twitch.oauth.expected-login=streamer")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("later", Map.of("twitch.oauth.expected-login", ""))))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "token-store.encryption-key.current, token-store.encryption-key",
			"token-store.encryption-key[current], token-store.encryption-key",
			"token-store.encryption-keys, token-store.encryption-key",
			"token-store.encryption-keys[0], token-store.encryption-key",
			"token-store.encryption-key[0].value, token-store.encryption-key", "client-secret.value, client-secret",
			"client-secret[0], client-secret", "expected-login[0], expected-login",
			"expected-login.name, expected-login", "expected-logins, expected-login", "scopes.chat, scopes",
			"accounts.bot.expected-login[0], accounts.bot.expected-login",
			"accounts.bot.client-secret.value, accounts.bot.client-secret",
			"accounts.bot.scopes.chat, accounts.bot.scopes", "token-store.file.path.name, token-store.file.path" })
	void propertyWhenWrittenInAWayThatNothingReadsThenIsRefused(String name, String meant) {
		assertRefused("twitch.oauth." + name + "=" + KEY)
			.hasMessageStartingWith("The property 'twitch.oauth." + meant + "' has no value, but there is '")
			.hasMessageNotContaining(KEY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TWITCH_OAUTH_TOKENSTORE_ENCRYPTIONKEY_CURRENT",
			"TWITCH_OAUTH_TOKEN_STORE_ENCRYPTION_KEY_CURRENT", "TWITCH_OAUTH_TOKEN_STORE_ENCRYPTION_KEY_1",
			"TWITCH_OAUTH_EXPECTEDLOGIN_0", "TWITCH_OAUTH_EXPECTED_LOGIN_0",
			"TWITCH_OAUTH_ACCOUNTS_BOT_EXPECTED_LOGIN_0" })
	void environmentVariableWhenNothingReadsItThenIsRefused(String variable) {
		assertRefused(Map.of(variable, KEY)).hasMessageContaining("has no value, but there is")
			.hasMessageNotContaining(KEY);
	}

	@Test
	void propertyWhenItHasAValueThenWhatLiesBesideItDoesNoHarm() {
		this.runner
			.withPropertyValues("twitch.oauth.expected-login=streamer", "twitch.oauth.expected-login.comment=me",
					"twitch.oauth.scopes=")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.token-store.encryption-key", "twitch.oauth.token-store.encryption-key[0]",
			"twitch.oauth.tokenStore.encryption_key", "twitch.oauth.tokenstore.encryptionkey[0]" })
	void encryptionKeyWhenOneValueOrAListThenIsAccepted(String name) {
		this.runner.withPropertyValues(name + "=" + KEY).run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "TWITCH_OAUTH_TOKENSTORE_ENCRYPTIONKEY", "TWITCH_OAUTH_TOKENSTORE_ENCRYPTIONKEY_0",
			"TWITCH_OAUTH_TOKEN_STORE_ENCRYPTION_KEY", "TWITCH_OAUTH_TOKEN_STORE_ENCRYPTION_KEY_0" })
	void encryptionKeyWhenInAVariableThenIsAccepted(String variable) {
		withEnvironment(Map.of(variable, KEY)).run((context) -> assertThat(context).hasNotFailed()
			.getBean(TokenCipher.class)
			.hasToString("TokenCipher[EncryptionKey[01d0fabd]]"));
	}

	private AbstractThrowableAssert<?, ?> assertRefused(String... values) {
		return assertRefused(Map.of(), values);
	}

	private AbstractThrowableAssert<?, ?> assertRefused(Map<String, Object> environment, String... values) {
		Throwable[] failure = new Throwable[1];
		withEnvironment(environment).withPropertyValues(values).run((context) -> {
			assertThat(context).as(environment + String.join(", ", values)).hasFailed();
			failure[0] = NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());
		});
		assertThat(failure[0]).isInstanceOf(InvalidTwitchPropertyException.class);
		return assertThat(failure[0]);
	}

	private ApplicationContextRunner withEnvironment(Map<String, Object> environment) {
		return this.runner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", new LinkedHashMap<>(environment))));
	}

}
