package io.github.twitchoauth.autoconfigure;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what a user sees on the terminal when an application cannot start.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTests {

	private static final String SECRET = "s3cr3t-v4lue";

	@Test
	void runWhenClientIdIsMissingThenTellsWhereToGetOne(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run());
		assertThat(output).containsIgnoringNewLines("""
				***************************
				APPLICATION FAILED TO START
				***************************

				Description:

				Login to Twitch is on the class path, but has no client id. \
				The property 'twitch.oauth.client-id' is not set.

				Action:

				Register an application at https://dev.twitch.tv/console/apps/create (any name, \
				OAuth redirect URL http://localhost, client type Public) and put its client id into \
				your configuration:

				    twitch.oauth.client-id=<the client id>

				Choose the client type "Public": it can keep its login alive without a client secret. \
				A "Confidential" client needs twitch.oauth.client-secret for that, and its type cannot \
				be changed later.

				To run without logging in to Twitch, in tests for example, set twitch.oauth.enabled=false.
				""");
		assertThat(output).doesNotContain(SECRET).doesNotContain("\tat ");
	}

	@Test
	void runWhenAPropertyIsInvalidThenNamesItAndSaysWhatToType(CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> run("twitch.oauth.client-id=abc", "twitch.oauth.provider.validation-uri=http://id.example/x"));
		assertThat(output).containsIgnoringNewLines("""
				Description:

				The property 'twitch.oauth.provider.validation-uri' is 'http://id.example/x', \
				which is not encrypted.

				Action:

				Use https. Plain http is accepted for localhost only.
				""");
		assertThat(output).doesNotContain(SECRET).doesNotContain("\tat ");
	}

	@Test
	void runWhenTheStandInIsWantedButAbsentThenTellsWhatToAdd(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run("twitch.oauth.mock.enabled=true"));
		assertThat(output).containsIgnoringNewLines("""
				Description:

				The property 'twitch.oauth.mock.enabled' is 'true', but the stand-in for Twitch is not \
				on the class path.

				Action:

				Add the dependency io.github.twitchoauth:twitch-oauth-test, with scope runtime unless the \
				property is set in tests only, or remove the property to log in to Twitch.
				""");
		assertThat(output).doesNotContain("\tat ");
	}

	@Test
	void runWhenTheSecretIsInvalidThenDoesNotShowIt(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> run("twitch.oauth.client-id=abc", "twitch.oauth.client-secret=" + SECRET + " " + SECRET));
		assertThat(output).contains("APPLICATION FAILED TO START", "'twitch.oauth.client-secret'")
			.doesNotContain(SECRET);
	}

	@Test
	void runWhenAValueCannotBeConvertedThenNamesThePropertyAndNotTheSecret(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run("twitch.oauth.client-id=abc", "twitch.oauth.request-timeout=quick"));
		assertThat(output).contains("APPLICATION FAILED TO START", "twitch.oauth.request-timeout", "quick")
			.doesNotContain(SECRET);
	}

	@Test
	void runWhenDisabledThenStartsWithoutClientId(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("twitch.oauth.enabled=false")) {
			assertThat(context.isRunning()).isTrue();
		}
		assertThat(output).doesNotContain("FAILED");
	}

	private static ConfigurableApplicationContext run(String... properties) {
		String[] arguments = Stream.concat(Stream.of("twitch.oauth.client-secret=" + SECRET), Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
