package io.github.twitchoauth.test.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application which is wired to {@link MockTwitch} leaves the configured
 * token store alone.
 */
@ExtendWith(OutputCaptureExtension.class)
class MockTwitchTokenStoreTests {

	private static final String DATA_FILE = "target/of-the-running-application.json";

	@TempDir
	static Path directory;

	private static Path realTokens;

	private static byte[] before;

	@BeforeEach
	void logInForReal() throws IOException {
		realTokens = saveRealTokens();
		before = Files.readAllBytes(realTokens);
	}

	@Test
	void runWhenMockIsEnabledThenConfiguredStoreIsNeitherReadNorWritten(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = run("--twitch.oauth.mock.enabled=true")) {
			assertLogsInBeside(context.getBean(MockTwitch.class), context.getBean(TokenManager.class));
			assertThat(context.getBean(TokenStore.class)).isInstanceOf(InMemoryTokenStore.class);
		}
		assertThat(output).contains("kept in memory. The application's token store is left alone")
			.doesNotContain("each restart asks for a new login");
	}

	@Test
	void runWhenThereIsADataFileThenALoginSurvivesTheRestart(CapturedOutput output) throws IOException {
		Path dataFile = directory.resolve("mock/twitch.json");
		String[] arguments = { "--twitch.oauth.mock.enabled=true", "--twitch.oauth.mock.data-file=" + dataFile };
		try (ConfigurableApplicationContext context = run(arguments)) {
			assertLogsInBeside(context.getBean(MockTwitch.class), context.getBean(TokenManager.class));
		}
		try (ConfigurableApplicationContext context = run(arguments)) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(context.getBean(Bot.class).events).singleElement()
					.matches(AuthenticatedEvent::isRestored));
			MockTwitch twitch = context.getBean(MockTwitch.class);
			twitch.expireAccessTokens();
			TokenManager tokens = context.getBean(TokenManager.class);
			String expired = tokens.getToken().block().accessToken();
			assertThat(tokens.refresh("default", expired).block().login()).isEqualTo("twitchdev");
			assertThat(twitch.getRequests(Endpoint.DEVICE)).isEmpty();
			assertThat(twitch.getRefreshCount()).isEqualTo(1);
			assertThat(twitch.getReplays()).isEmpty();
		}
		assertThat(Files.readAllBytes(realTokens)).isEqualTo(before);
		assertThat(output).contains("'" + dataFile.toRealPath() + ".tokens'").doesNotContain("Login lost");
	}

	@Test
	void runWhenApplicationHasAStoreOfItsOwnThenItIsNeitherReadNorWritten() throws IOException {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Bot.class, StoreOfItsOwn.class)
			.web(WebApplicationType.NONE)
			.run("--twitch.oauth.mock.enabled=true", "--twitch.oauth.mock.interval=100ms",
					"--twitch.oauth.client-id=real-client-id")) {
			assertLogsInBeside(context.getBean(MockTwitch.class), context.getBean(TokenManager.class));
			assertThat(context.getBean("mine", TokenStore.class).find("default").accessToken()).isEqualTo("real-at");
		}
	}

	@Test
	void runWhenLoginIsDisabledThenHasNoStore() {
		try (ConfigurableApplicationContext context = run("--twitch.oauth.mock.enabled=true",
				"--twitch.oauth.enabled=false")) {
			assertThat(context.getBeansOfType(TokenStore.class)).isEmpty();
		}
	}

	private static void registerRealStore(DynamicPropertyRegistry registry) {
		registry.add("twitch.oauth.token-store.type", () -> "file");
		registry.add("twitch.oauth.token-store.file.path", MockTwitchTokenStoreTests::saveRealTokens);
		registry.add("twitch.oauth.client-id", () -> "real-client-id");
	}

	private static Path saveRealTokens() {
		Path file = directory.resolve("real.json");
		new FileTokenStore(file).save("default", new TwitchToken("real-at", "real-rt", Set.of(),
				Instant.parse("2026-01-01T00:00:00Z"), "141981764", "streamer"));
		return file;
	}

	private static void assertLogsInBeside(MockTwitch twitch, TokenManager tokens) throws IOException {
		twitch.approveNext("twitchdev");
		Awaitility.await().ignoreExceptions().until(() -> tokens.getToken().block().login(), "twitchdev"::equals);
		assertThat(twitch.getRequests(Endpoint.REFRESH)).isEmpty();
		assertThat(Files.readAllBytes(realTokens)).isEqualTo(before);
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return new SpringApplicationBuilder(Bot.class).web(WebApplicationType.NONE)
			.properties("twitch.oauth.token-store.type=file", "twitch.oauth.token-store.file.path=" + realTokens,
					"twitch.oauth.client-id=real-client-id", "twitch.oauth.mock.interval=100ms")
			.run(arguments);
	}

	@Nested
	@SpringBootTest(classes = Bot.class, properties = "twitch.oauth.mock.data-file=" + DATA_FILE)
	@AutoConfigureMockTwitch
	class WithAnnotation {

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registerRealStore(registry);
		}

		@Test
		void testWhenAnnotatedThenConfiguredStoreIsNeitherReadNorWritten(@Autowired MockTwitch twitch,
				@Autowired TokenManager tokens) throws IOException {
			assertLogsInBeside(twitch, tokens);
			assertThat(Path.of(DATA_FILE)).doesNotExist();
		}

	}

	@Nested
	@SpringBootTest(classes = Bot.class,
			properties = { "twitch.oauth.mock.enabled=true", "twitch.oauth.mock.interval=100ms" })
	class WithProperty {

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registerRealStore(registry);
		}

		@Test
		void testWhenPropertyIsSetThenNothingGoesToTwitch(@Autowired MockTwitch twitch, @Autowired TokenManager tokens)
				throws IOException {
			assertLogsInBeside(twitch, tokens);
			assertThat(twitch.getRequests(Endpoint.DEVICE)).hasSize(1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Bot {

		private final List<AuthenticatedEvent> events = new CopyOnWriteArrayList<>();

		@EventListener
		void onAuthenticated(AuthenticatedEvent event) {
			this.events.add(event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StoreOfItsOwn {

		@Bean
		@Primary
		TokenStore mine() {
			return new FileTokenStore(realTokens);
		}

	}

}
