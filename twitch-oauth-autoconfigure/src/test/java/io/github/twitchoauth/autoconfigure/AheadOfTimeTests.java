package io.github.twitchoauth.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.test.tools.CompileWithForkedClassLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what can be set when an application that was processed ahead of time starts.
 */
class AheadOfTimeTests {

	private static final String CLIENT_ID = "twitch.oauth.client-id=abc";

	private static final Duration LIMIT = Duration.ofSeconds(30);

	// Each processing is compiled and loaded by class loaders of its own, which takes
	// seconds, so what holds for the same one is asserted in one test.
	@Test
	@CompileWithForkedClassLoader
	void startWhenProcessedWithClientIdThenOtherPropertiesAreThoseOfRunTime(@TempDir Path directory) {
		process(CLIENT_ID, (application) -> {
			assertHasTheBeans(application);
			assertLogsIn(application);
			assertUsesTheStore(directory.resolve("tokens.json"), application);
			Map.of("enabled", false, "mock.enabled", true, "page.enabled", true, "twitch4j.enabled", false)
				.forEach((name, value) -> assertRefused("twitch.oauth." + name, value, application));
		});
	}

	private static void assertHasTheBeans(ProcessedApplication application) {
		application.start(CLIENT_ID, (context) -> {
			assertThat(context.getBean(DeviceAuthFlow.class)).isNotNull();
			assertThat(context.getBean(TokenStore.class)).isInstanceOf(InMemoryTokenStore.class);
		});
	}

	private static void assertLogsIn(ProcessedApplication application) {
		AuthorizationServerStub server = new AuthorizationServerStub();
		application.start(CLIENT_ID + "\n" + String.join("\n", server.properties()), (context) -> {
			DeviceAuthFlow flow = context.getBean(DeviceAuthFlow.class);
			flow.getDeviceCode().block(LIMIT);
			TwitchToken token = flow.pollForAuthorization("dc", LIMIT, Duration.ofMillis(1)).block(LIMIT);
			assertThat(token.login()).isEqualTo("twitchdev");
			assertThat(context.getBean(TokenStore.class).find("default")).isEqualTo(token);
		});
		server.close();
	}

	private static void assertUsesTheStore(Path file, ProcessedApplication application) {
		String[] properties = { CLIENT_ID, "twitch.oauth.token-store.type=file",
				"twitch.oauth.token-store.file.path=" + file };
		application.start(String.join("\n", properties),
				(context) -> assertThat(context.getBean(TokenStore.class)).isInstanceOf(FileTokenStore.class));
	}

	private static void assertRefused(String property, boolean value, ProcessedApplication application) {
		assertThatExceptionOfType(InvalidTwitchPropertyException.class)
			.isThrownBy(() -> application.start(CLIENT_ID + "\n" + property + "=" + value, (context) -> {
			}))
			.withMessage("The property '%s' is '%s', but it was '%s' when the application was processed ahead of time",
					property, value, !value)
			.satisfies((error) -> assertThat(error.getAction()).contains("Set the property to " + value));
	}

	private static void process(String properties, Consumer<ProcessedApplication> starts) {
		ProcessedApplication.process(properties, starts, TwitchOAuthAutoConfiguration.class);
	}

	@Test
	@CompileWithForkedClassLoader
	void clientIdWhenSetAtRunTimeOnlyThenIsEnough() {
		process("", (application) -> application.start(CLIENT_ID,
				(context) -> assertThat(context.getBean(DeviceAuthFlow.class)).isNotNull()));
	}

	@Test
	@CompileWithForkedClassLoader
	void switchWhenOffInProcessingThenThereIsNothingAndTurningItOnIsRefused() {
		process("twitch.oauth.enabled=false", (application) -> {
			application.start("twitch.oauth.enabled=false",
					(context) -> assertThat(context.getBeanNamesForType(DeviceAuthFlow.class)).isEmpty());
			assertThatExceptionOfType(InvalidTwitchPropertyException.class)
				.isThrownBy(() -> application.start("twitch.oauth.enabled=true", (context) -> {
				}));
		});
	}

}
