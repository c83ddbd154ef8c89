package io.github.twitchoauth.autoconfigure;

import java.util.Map;

import io.github.twitchoauth.autoconfigure.actuate.TwitchEndpointAutoConfiguration;
import io.github.twitchoauth.autoconfigure.actuate.TwitchHealthContributorAutoConfiguration;
import io.github.twitchoauth.autoconfigure.jdbc.TwitchJdbcTokenStoreAutoConfiguration;
import io.github.twitchoauth.autoconfigure.page.TwitchLoginPageAutoConfiguration;
import io.github.twitchoauth.autoconfigure.redis.TwitchRedisTokenStoreAutoConfiguration;
import io.github.twitchoauth.autoconfigure.twitch4j.Twitch4jAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchWebClientAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownProperties}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTests {

	private static final String WARNING = "Properties without effect, perhaps misspelt: ";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class, TwitchHelixAutoConfiguration.class,
				TwitchWebClientAutoConfiguration.class, Twitch4jAutoConfiguration.class,
				TwitchLoginPageAutoConfiguration.class, TwitchJdbcTokenStoreAutoConfiguration.class,
				TwitchRedisTokenStoreAutoConfiguration.class, TwitchEndpointAutoConfiguration.class,
				TwitchHealthContributorAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc");

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.expected-logon", "twitch.oauth.accounts.bot.expected-logon",
			"twitch.oauth.accounts.bot.validation.enabled", "twitch.oauth.console.colour", "twitch.oauth.mocked.x",
			"twitch.oauth.page.acess", "twitch.oauth.twitch4j.auto-subscibe",
			"twitch.oauth.token-store.jdbc.tabel-name", "twitch.oauth.token-store.redis.key-perfix",
			"twitch.oauth.mock.auto-aprove", "management.endpoint.twitch.show-vaules",
			"management.health.twitch.requires-login" })
	void contextWhenAPropertyIsUnknownThenWarnsWithoutItsValue(String property, CapturedOutput output) {
		this.runner.withPropertyValues(property + "=s3cret").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).containsOnlyOnce(WARNING + "[" + property + "]").doesNotContain("s3cret");
		});
	}

	@Test
	void contextWhenAPropertyIsMisspeltInAListThenWarns(CapturedOutput output) {
		this.runner
			.withPropertyValues("twitch.oauth.twitch4j.subscriptions[0].type=stream.online",
					"twitch.oauth.twitch4j.subscriptions[0].acount=bot")
			.run((context) -> assertThat(output)
				.containsOnlyOnce(WARNING + "[twitch.oauth.twitch4j.subscriptions[0].acount]"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.page.enabled=false", "twitch.oauth.twitch4j.enabled=false",
			"management.endpoint.twitch.access=NONE", "management.health.twitch.enabled=false",
			"spring.main.lazy-initialization=true" })
	void contextWhenAFeatureIsOffThenItsPropertiesAreKnown(String off, CapturedOutput output) {
		this.runner.withInitializer(UnknownPropertiesTests::makeLazy)
			.withPropertyValues(off, "twitch.oauth.page.path=/login",
					"twitch.oauth.twitch4j.subscriptions[0].type=stream.online",
					"twitch.oauth.token-store.jdbc.table-name=a", "twitch.oauth.token-store.redis.key-prefix=a",
					"management.endpoint.twitch.show-values=always", "management.health.twitch.require-login=true",
					"twitch.oauth.page.acess=any")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).containsOnlyOnce(WARNING + "[twitch.oauth.page.acess]");
			});
	}

	// The runner does not do that, as SpringApplication does.
	private static void makeLazy(ConfigurableApplicationContext context) {
		if (context.getEnvironment().getProperty("spring.main.lazy-initialization", Boolean.class, false)) {
			context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
		}
	}

	@Test
	void contextWhenALibraryIsMissingThenItsPropertiesHaveNoEffect(CapturedOutput output) {
		this.runner.withClassLoader(new FilteredClassLoader(JdbcClient.class))
			.withPropertyValues("twitch.oauth.token-store.jdbc.table-name=a")
			.run((context) -> assertThat(output)
				.containsOnlyOnce(WARNING + "[twitch.oauth.token-store.jdbc.table-name]"));
	}

	@Test
	void contextWhenPropertiesAreKnownThenIsSilent(CapturedOutput output) {
		this.runner
			.withPropertyValues("twitch.oauth.clientSecret=abc", "twitch.oauth.scopes[0]=a", "twitch.oauth.scopes[1]=b",
					"twitch.oauth.auto_start=false", "twitch.oauth.accounts.bot.scopes=a,b",
					"twitch.oauth.accounts.BOT2.clientId=x", "twitch.oauth.accounts[a.b/7].expected-login=c",
					"twitch.oauth.token-store.type=memory", "twitch.oauth.validation.interval=2h",
					"twitch.oauth.client.rate-limit.max-wait=1s", "twitch.oauth.enabled=true",
					"twitch.oauth.mock.enabled=false", "twitch.oauth.twitch4j.enabled=true",
					"twitch.oauth.twitch4j.subscriptions[0].type=stream.online",
					"twitch.oauth.twitch4j.subscriptions[0].condition.broadcaster_user_id=1",
					"management.endpoint.twitch.cache.time-to-live=1s")
			.withSystemProperties("twitch.oauth.no-such-thing=1")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain(WARNING);
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					twitch.oauth.scopes=a      | twitch.oauth.scopes[0]=a
					twitch.oauth.scopes=       | twitch.oauth.scopes[0]=a
					twitch.oauth.scopes[0]=a   | twitch.oauth.scopes=a
					twitch.oauth.scopes[0]=a   | twitch.oauth.scopes[1]=b
					twitch.oauth.accounts.bot.scopes=a | twitch.oauth.accounts.bot.scopes[3]=a
					twitch.oauth.twitch4j.subscriptions[0].type=stream.online | twitch.oauth.twitch4j.subscriptions[0].version=1
					twitch.oauth.twitch4j.subscriptions[0].type=stream.online | twitch.oauth.twitch4j.subscriptions[1].type=stream.online
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
