package io.github.twitchoauth.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that scopes which are none of Twitch's are mentioned at start.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownScopesTests {

	private static final String WARNING = "Scopes that this version does not know, perhaps misspelt: ";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc");

	@Test
	void contextWhenAScopeIsUnknownThenMentionsItOnce(CapturedOutput output) {
		this.runner.withPropertyValues("twitch.oauth.scopes=user:read:chatt,user:bot",
				"twitch.oauth.accounts.bot.scopes=user:read:chatt,USER_BOT", "twitch.oauth.accounts.idle.client-id=x")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).containsOnlyOnce(WARNING + "[user:read:chatt, USER_BOT]");
			});
	}

	@Test
	void contextWhenScopesAreKnownThenIsSilent(CapturedOutput output) {
		this.runner.withPropertyValues("twitch.oauth.scopes=user:read:chat,whispers:read")
			.run((context) -> assertThat(output).doesNotContain(WARNING));
	}

	@Test
	void contextWhenServerIsAnotherThenIsSilent(CapturedOutput output) {
		this.runner
			.withPropertyValues("twitch.oauth.scopes=openid",
					"twitch.oauth.provider.device-authorization-uri=https://id.example/device",
					"twitch.oauth.provider.token-uri=https://id.example/token")
			.run((context) -> assertThat(output).doesNotContain(WARNING));
	}

}
