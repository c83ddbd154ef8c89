package io.github.twitchoauth.autoconfigure.redis;

import java.util.List;
import java.util.Properties;

import io.github.twitchoauth.autoconfigure.InvalidTwitchPropertyException;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.UnusableTokenStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisServerCommands;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TwitchRedisTokenStoreAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TwitchRedisTokenStoreAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TwitchOAuthAutoConfiguration.class, TwitchRedisTokenStoreAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc");

	private final ApplicationContextRunner redis = this.runner
		.withPropertyValues("twitch.oauth.token-store.type=redis");

	@Test
	void contextWhenTypeIsRedisThenKeepsTokensThere(CapturedOutput output) {
		this.redis.withBean(RedisConnectionFactory.class, () -> redis("noeviction", "1", ""))
			.withPropertyValues("twitch.oauth.token-store.redis.key-prefix=mine")
			.run((context) -> {
				assertThat(context).hasSingleBean(TokenStore.class).hasSingleBean(StorageBasedTokenStore.class);
				assertThat(context.getBean(TokenStore.class))
					.hasToString("StorageBasedTokenStore[RedisTokenStorage[mine]]");
				assertThat(output).contains("kept in Redis").doesNotContain("WARN");
			});
	}

	@Test
	void contextWhenTypeIsMemoryThenDoesNotTouchRedis() {
		RedisConnectionFactory factory = Mockito.mock(RedisConnectionFactory.class);
		this.runner.withBean(RedisConnectionFactory.class, () -> factory).run((context) -> {
			assertThat(context).hasSingleBean(InMemoryTokenStore.class);
			BDDMockito.then(factory).shouldHaveNoInteractions();
		});
	}

	@Test
	void contextWhenUserDefinesAStoreThenBacksOff() {
		TokenStore mine = Mockito.mock(TokenStore.class);
		this.redis.withBean("mine", TokenStore.class, () -> mine)
			.run((context) -> assertThat(context).getBean(TokenStore.class).isSameAs(mine));
	}

	@Test
	void contextWhenSpringDataRedisIsMissingThenSaysSo() {
		this.redis.withClassLoader(new FilteredClassLoader(StringRedisTemplate.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("The property 'twitch.oauth.token-store.type' needs a library that is missing"));
	}

	@Test
	void contextWhenThereIsNoConnectionThenSaysSo() {
		this.redis.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(UnusableTokenStoreException.class)
			.hasMessageContaining("spring.data.redis.host"));
	}

	@Test
	void contextWhenKeyPrefixIsEmptyThenNamesTheProperty() {
		this.redis.withBean(RedisConnectionFactory.class, () -> redis("noeviction", "1", ""))
			.withPropertyValues("twitch.oauth.token-store.redis.key-prefix=")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTwitchPropertyException.class)
				.hasMessage("The property 'twitch.oauth.token-store.redis.key-prefix' is empty"));
	}

	@Test
	void contextWhenRedisMayEvictTokensThenFails() {
		this.redis.withBean(RedisConnectionFactory.class, () -> redis("allkeys-lru", "1", ""))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnusableTokenStoreException.class)
				.hasMessageContaining("maxmemory-policy"));
	}

	@ParameterizedTest
	@CsvSource({ "0, '', true", "1, '', false", "0, 3600 1, false" })
	void contextWhenRedisWritesNothingToDiskThenWarns(String appendOnly, String save, boolean warns,
			CapturedOutput output) {
		this.redis.withBean(RedisConnectionFactory.class, () -> redis("noeviction", appendOnly, save))
			.run((context) -> assertThat(output.toString().contains("Redis writes nothing to disk")).isEqualTo(warns));
	}

	@Test
	void contextWhenRedisCannotBeReachedThenStartsAndSaysSo(CapturedOutput output) {
		RedisConnectionFactory factory = Mockito.mock(RedisConnectionFactory.class);
		BDDMockito.given(factory.getConnection()).willThrow(new RedisConnectionFailureException("refused"));
		this.redis.withBean(RedisConnectionFactory.class, () -> factory).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(TokenStore.class);
			assertThat(output).contains("WARN", "cannot be reached");
		});
	}

	@Test
	void hintsWhenRegisteredThenHaveTheScripts() {
		RuntimeHints hints = new RuntimeHints();
		new RedisTokenStoreRuntimeHints().registerHints(hints, null);
		for (String script : List.of("claim", "beat", "replace", "release")) {
			assertThat(RuntimeHintsPredicates.resource()
				.forResource("io/github/twitchoauth/store/redis/" + script + ".lua")).accepts(hints);
		}
	}

	private static RedisConnectionFactory redis(String policy, String appendOnly, String save) {
		RedisConnectionFactory factory = Mockito.mock(RedisConnectionFactory.class);
		RedisConnection connection = Mockito.mock(RedisConnection.class);
		RedisServerCommands commands = Mockito.mock(RedisServerCommands.class);
		BDDMockito.given(factory.getConnection()).willReturn(connection);
		BDDMockito.given(connection.serverCommands()).willReturn(commands);
		BDDMockito.given(commands.info("memory")).willReturn(properties("maxmemory_policy", policy));
		BDDMockito.given(commands.info("persistence")).willReturn(properties("aof_enabled", appendOnly));
		BDDMockito.given(commands.getConfig("save")).willReturn(properties("save", save));
		return factory;
	}

	private static Properties properties(String name, String value) {
		Properties properties = new Properties();
		properties.setProperty(name, value);
		return properties;
	}

}
