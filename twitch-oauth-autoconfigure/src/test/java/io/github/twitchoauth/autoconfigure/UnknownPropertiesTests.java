package io.github.twitchoauth.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownProperties}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTests {

	private static final String WARNING = "Properties without effect, perhaps misspelt: ";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc");

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.expected-logon", "twitch.oauth.accounts.bot.expected-logon",
			"twitch.oauth.accounts.bot.validation.enabled", "twitch.oauth.console.colour", "twitch.oauth.mocked.x" })
	void contextWhenAPropertyIsUnknownThenWarnsWithoutItsValue(String property, CapturedOutput output) {
		this.runner.withPropertyValues(property + "=s3cret").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).containsOnlyOnce(WARNING + "[" + property + "]").doesNotContain("s3cret");
		});
	}

	@Test
	void contextWhenPropertiesAreKnownThenIsSilent(CapturedOutput output) {
		this.runner
			.withPropertyValues("twitch.oauth.clientSecret=abc", "twitch.oauth.scopes[0]=a", "twitch.oauth.scopes[1]=b",
					"twitch.oauth.auto_start=false", "twitch.oauth.accounts.bot.scopes=a,b",
					"twitch.oauth.accounts.BOT2.clientId=x", "twitch.oauth.accounts[a.b/7].expected-login=c",
					"twitch.oauth.token-store.type=memory", "twitch.oauth.validation.interval=2h",
					"twitch.oauth.client.rate-limit.max-wait=1s", "twitch.oauth.enabled=true",
					"twitch.oauth.mock.enabled=false", "twitch.oauth.twitch4j.enabled=true")
			.withSystemProperties("twitch.oauth.no-such-thing=1")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain(WARNING);
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			twitch.oauth.scopes=a      | twitch.oauth.scopes[0]=a
			twitch.oauth.scopes=       | twitch.oauth.scopes[0]=a
			twitch.oauth.scopes[0]=a   | twitch.oauth.scopes=a
			twitch.oauth.scopes[0]=a   | twitch.oauth.scopes[1]=b
			twitch.oauth.accounts.bot.scopes=a | twitch.oauth.accounts.bot.scopes[3]=a
			""")
	void contextWhenAListTakesThePlaceOfAnotherThenIsSilent(String property, String hidden, CapturedOutput output) {
		this.runner.withPropertyValues(property)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("hidden", Map.of(hidden.split("=")[0], hidden.split("=")[1]))))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain(WARNING);
			});
	}

}
