package io.github.twitchoauth.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

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
		process(CLIENT_ID, (start) -> {
			assertHasTheBeans(start);
			assertLogsIn(start);
			assertUsesTheStore(directory.resolve("tokens.json"), start);
			Map.of("enabled", false, "mock.enabled", true, "page.enabled", true, "twitch4j.enabled", false)
				.forEach((name, value) -> assertRefused("twitch.oauth." + name, value, start));
		});
	}

	private static void assertHasTheBeans(Supplier<ApplicationContextInitializer<GenericApplicationContext>> start) {
		start(CLIENT_ID, start, (context) -> {
			assertThat(context.getBean(DeviceAuthFlow.class)).isNotNull();
			assertThat(context.getBean(TokenStore.class)).isInstanceOf(InMemoryTokenStore.class);
		});
	}

	private static void assertLogsIn(Supplier<ApplicationContextInitializer<GenericApplicationContext>> start) {
		AuthorizationServerStub server = new AuthorizationServerStub();
		start(CLIENT_ID + "\n" + String.join("\n", server.properties()), start, (context) -> {
			DeviceAuthFlow flow = context.getBean(DeviceAuthFlow.class);
			flow.getDeviceCode().block(LIMIT);
			TwitchToken token = flow.pollForAuthorization("dc", LIMIT, Duration.ofMillis(1)).block(LIMIT);
			assertThat(token.login()).isEqualTo("twitchdev");
			assertThat(context.getBean(TokenStore.class).find("default")).isEqualTo(token);
		});
		server.close();
	}

	private static void assertUsesTheStore(Path file,
			Supplier<ApplicationContextInitializer<GenericApplicationContext>> start) {
		String[] properties = { CLIENT_ID, "twitch.oauth.token-store.type=file",
				"twitch.oauth.token-store.file.path=" + file };
		start(String.join("\n", properties), start,
				(context) -> assertThat(context.getBean(TokenStore.class)).isInstanceOf(FileTokenStore.class));
	}

	private static void assertRefused(String property, boolean value,
			Supplier<ApplicationContextInitializer<GenericApplicationContext>> start) {
		assertThatExceptionOfType(InvalidTwitchPropertyException.class)
			.isThrownBy(() -> start(CLIENT_ID + "\n" + property + "=" + value, start, (context) -> {
			}))
			.withMessage("The property '%s' is '%s', but it was '%s' when the application was processed ahead of time",
					property, value, !value)
			.satisfies((error) -> assertThat(error.getAction()).contains("Set the property to " + value));
	}

	@Test
	@CompileWithForkedClassLoader
	void clientIdWhenSetAtRunTimeOnlyThenIsEnough() {
		process("", (start) -> start(CLIENT_ID, start,
				(context) -> assertThat(context.getBean(DeviceAuthFlow.class)).isNotNull()));
	}

	@Test
	@CompileWithForkedClassLoader
	void switchWhenOffInProcessingThenThereIsNothingAndTurningItOnIsRefused() {
		process("twitch.oauth.enabled=false", (start) -> {
			start("twitch.oauth.enabled=false", start,
					(context) -> assertThat(context.getBeanNamesForType(DeviceAuthFlow.class)).isEmpty());
			assertThatExceptionOfType(InvalidTwitchPropertyException.class)
				.isThrownBy(() -> start("twitch.oauth.enabled=true", start, (context) -> {
				}));
		});
	}

	@SuppressWarnings("unchecked")
	private static void process(String properties,
			Consumer<Supplier<ApplicationContextInitializer<GenericApplicationContext>>> starts) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of(properties.lines()).applyTo(context);
		context.register(TwitchOAuthAutoConfiguration.class);
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem()
			.with(generation)
			.compile((compiled) -> starts
				.accept(() -> compiled.getInstance(ApplicationContextInitializer.class, initializer.toString())));
	}

	private static void start(String properties,
			Supplier<ApplicationContextInitializer<GenericApplicationContext>> initializer,
			Consumer<GenericApplicationContext> started) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			TestPropertyValues.of(properties.lines()).applyTo(context);
			initializer.get().initialize(context);
			context.refresh();
			started.accept(context);
		}
	}

}
