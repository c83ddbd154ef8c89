package io.github.twitchoauth.autoconfigure.twitch4j;

import io.github.twitchoauth.twitch4j.TwitchClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link MissingAccountClientFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MissingAccountClientFailureAnalyzerTests {

	@Test
	void runWhenTheAccountIsNotConfiguredThenNamesIt(CapturedOutput output) {
		run(OuterBot.class);
		assertThat(output).containsIgnoringNewLines("""
				Parameter 0 of constructor in %s required the TwitchClient of account 'streamr', which is not one of \
				twitch.oauth.accounts.

				Action:

				Correct the name, or configure the account:

				    twitch.oauth.accounts.streamr.scopes=<its scopes>

				For an account that is made up at run time, inject TwitchClient and call forAccount("streamr").
				""".formatted(Bot.class.getName()));
	}

	@Test
	void runWhenTwitch4jIsDisabledThenIsSpringBootsAffair(CapturedOutput output) {
		run(Bot.class, "--twitch.oauth.twitch4j.enabled=false");
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("twitch.oauth.accounts");
	}

	private static void run(Class<?> bot, String... arguments) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(TestApplication.class, bot)
			.web(WebApplicationType.NONE)
			.properties("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false",
					"twitch.oauth.accounts.streamer.scopes=user:read:chat");
		assertThatException().isThrownBy(() -> builder.run(arguments).close());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

	}

	@Import(Bot.class)
	record OuterBot(Bot bot) {

	}

	record Bot(@Qualifier("streamr") TwitchClient client) {

	}

}
