package io.github.twitchoauth.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.autoconfigure.jdbc.TwitchJdbcTokenStoreAutoConfiguration;
import io.github.twitchoauth.autoconfigure.redis.TwitchRedisTokenStoreAutoConfiguration;
import io.github.twitchoauth.autoconfigure.twitch4j.Twitch4jAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchWebClientAutoConfiguration;
import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.twitch4j.TwitchClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what can be set when an application that was processed ahead of time starts.
 */
class AheadOfTimeTests {

	private static final String CLIENT_ID = "twitch.oauth.client-id=abc";

	private static final String BOT = "twitch.oauth.accounts.bot.scopes=user:bot";

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
			assertUsesADatabase("jdbc", application);
			assertUsesADatabase("redis", application);
			Map.of("twitch.oauth.enabled", false, "twitch.oauth.mock.enabled", true, "twitch.oauth.page.enabled", true,
					"twitch.oauth.twitch4j.enabled", false, "management.health.twitch.enabled", false)
				.forEach((name, value) -> assertRefused(name, value, application));
			application.start(CLIENT_ID + "\n" + BOT,
					(context) -> assertThat(context.getBean(Accounts.class).names()).contains("bot"));
		});
	}

	@Test
	@CompileWithForkedClassLoader
	void accountsWhenTheyHaveClientsThenHaveToBeThoseOfTheProcessing() {
		String processed = CLIENT_ID + "\n" + BOT;
		ProcessedApplication.process(processed, (application) -> {
			application.start(processed, (context) -> assertThat(context.getBeansOfType(TwitchClient.class))
				.containsOnlyKeys("twitchAccountClient", "twitchAccountClient.bot"));
			assertAccountsRefused("[bot, streamer]", processed + "\ntwitch.oauth.accounts.streamer.auto-start=false",
					application);
			assertAccountsRefused("[]", CLIENT_ID, application);
		}, WebClientAutoConfiguration.class, TwitchOAuthAutoConfiguration.class, TwitchHelixAutoConfiguration.class,
				TwitchWebClientAutoConfiguration.class, Twitch4jAutoConfiguration.class);
	}

	private static void assertAccountsRefused(String accounts, String properties, ProcessedApplication application) {
		assertThatExceptionOfType(InvalidTwitchPropertyException.class)
			.isThrownBy(() -> application.start(properties, (context) -> {
			}))
			.withMessage("The property 'twitch.oauth.accounts' has the accounts " + accounts
					+ ", but it had [bot] when the application was processed ahead of time");
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

	private static void assertUsesADatabase(String type, ProcessedApplication application) {
		application.start(CLIENT_ID + "\ntwitch.oauth.token-store.type=" + type,
				(context) -> assertThat(context.getBean(TokenStore.class)).isInstanceOf(StorageBasedTokenStore.class));
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
		ProcessedApplication.process(properties, starts, Databases.class, TwitchOAuthAutoConfiguration.class,
				TwitchJdbcTokenStoreAutoConfiguration.class, TwitchRedisTokenStoreAutoConfiguration.class);
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

	/**
	 * A database, and a Redis that cannot be reached, which keeps nothing from starting.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Databases {

		@Bean
		DataSource dataSource() {
			return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build();
		}

		@Bean
		RedisConnectionFactory redisConnectionFactory() {
			return new LettuceConnectionFactory("localhost", 1);
		}

	}

}
