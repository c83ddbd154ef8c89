package io.github.twitchoauth.docs;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;
import io.github.twitchoauth.store.ClientTokenStore;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.embedded.RedisServer;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every piece of YAML in the documentation names properties that exist, an application
 * starts with it and logs in to the stand-in, and another one has the store and the
 * server that it says.
 */
@ExtendWith(OutputCaptureExtension.class)
class DocumentedConfigurationTests {

	private static final String KEY = "bm90IGEgc2VjcmV0LCBidXQgMzIgYnl0ZXMgbG9uZy4=";

	private static MockTwitch twitch;

	private static RedisServer redis;

	private static int redisPort;

	@BeforeAll
	static void startServers() throws IOException {
		twitch = MockTwitch.start();
		try (ServerSocket socket = new ServerSocket(0)) {
			redisPort = socket.getLocalPort();
		}
		redis = RedisServer.newRedisServer().port(redisPort).bind("127.0.0.1").build();
		redis.start();
	}

	@AfterAll
	static void stopServers() throws IOException {
		redis.stop();
		twitch.close();
	}

	static Stream<Resource> files() throws IOException {
		return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:config/*.yml"));
	}

	@ParameterizedTest
	@MethodSource("files")
	void fileWhenReadThenNamesPropertiesThatExist(Resource file) throws IOException {
		ConfigurationMetadata metadata = ConfigurationMetadata.read();
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("documented", file);
		assertThat(sources).isNotEmpty()
			.allSatisfy((source) -> assertThat(((EnumerablePropertySource<?>) source).getPropertyNames()).isNotEmpty()
				.allSatisfy((name) -> assertThat(metadata.has(name)).as(name).isTrue()));
	}

	@ParameterizedTest
	@MethodSource("files")
	void applicationWhenConfiguredAsDocumentedThenStarts(Resource file, CapturedOutput output,
			@TempDir java.io.File home) throws IOException {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class);
		try (ConfigurableApplicationContext context = builder.run("--spring.config.location=" + file.getURL(),
				"--server.port=0", "--twitch.oauth.mock.enabled=true",
				"--twitch.oauth.token-store.file.path=" + home + "/tokens.json",
				"--TWITCH_OAUTH_TOKEN_STORE_ENCRYPTION_KEY=" + KEY, "--TWITCH_OAUTH_OLD_ENCRYPTION_KEY=" + KEY)) {
			assertThat(context.isActive()).isTrue();
		}
		assertThat(output).doesNotContain("Properties without effect");
	}

	@ParameterizedTest
	@MethodSource("files")
	void applicationWhenConfiguredAsDocumentedThenHasThatStoreAndThatServer(Resource file, @TempDir java.io.File home)
			throws IOException {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class)
			.initializers(DocumentedConfigurationTests::keepAwayFromTwitch);
		try (ConfigurableApplicationContext context = builder.run("--spring.config.location=" + file.getURL(),
				"--server.port=0", "--twitch.oauth.auto-start=false", "--user.home=" + home,
				"--spring.datasource.url=jdbc:h2:mem:" + home.getName(), "--spring.data.redis.port=" + redisPort,
				"--TWITCH_OAUTH_TOKEN_STORE_ENCRYPTION_KEY=" + KEY, "--TWITCH_OAUTH_OLD_ENCRYPTION_KEY=" + KEY)) {
			keepsTokens(context, context.getEnvironment().getProperty("twitch.oauth.token-store.type", "memory"), home);
			String tokenUri = context.getEnvironment().getProperty("twitch.oauth.provider.token-uri");
			if (tokenUri != null) {
				assertThat(context.getBean(TwitchOAuthConnectionDetails.class).getTokenUri()).hasToString(tokenUri);
			}
		}
	}

	private static void keepAwayFromTwitch(ConfigurableApplicationContext context) {
		if (!context.getEnvironment().containsProperty("twitch.oauth.provider.token-uri")) {
			((GenericApplicationContext) context).registerBean(TwitchOAuthConnectionDetails.class,
					twitch::getConnectionDetails);
		}
	}

	private static void keepsTokens(ConfigurableApplicationContext context, String type, java.io.File home) {
		ClientTokenStore tokens = new ClientTokenStore(context.getBean(TokenStore.class), "your-client-id");
		tokens.save("somebody", new TwitchToken("access", "refresh", Set.of(), null, null, null, "your-client-id"));
		assertThat(tokens.find("somebody").accessToken()).isEqualTo("access");
		switch (type) {
			case "file" -> assertThat(new java.io.File(home, ".twitch-oauth/application-your-client-id.json")).exists();
			case "jdbc" ->
				assertThat(context.getBean(JdbcTemplate.class).queryForList("select * from TWITCH_OAUTH_TOKEN"))
					.isNotEmpty();
			case "redis" ->
				assertThat(context.getBean(StringRedisTemplate.class).keys("my-application:twitch*")).isNotEmpty();
			default -> assertThat(type).isEqualTo("memory");
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
