package io.github.twitchoauth.autoconfigure;

import java.util.Map;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.ClientCredentials;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what accounts inherit from the top-level properties, and for how they are
 * written.
 */
class AccountPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.client-secret=secret",
				"twitch.oauth.scopes=user:read:chat,bits:read", "twitch.oauth.expected-login=streamer");

	@Test
	void accountWhenOneValueIsSetThenInheritsTheOthers() {
		this.runner.withPropertyValues("twitch.oauth.accounts.bot.expected-login=botlogin").run((context) -> {
			AccountSettings bot = settings(context, "bot");
			assertThat(bot.account()).isEqualTo("bot");
			assertThat(bot.client()).isEqualTo(new ClientCredentials("abc", "secret"));
			assertThat(bot.scopes()).containsExactly("user:read:chat", "bits:read");
			assertThat(bot.autoStart()).isTrue();
			assertThat(bot.expectedLogin()).isEqualTo("botlogin");
		});
	}

	@Test
	void accountWhenEverythingIsSetThenInheritsNothingAndChangesNothingAtTheTop() {
		this.runner
			.withPropertyValues("twitch.oauth.accounts.bot.client-id=xyz",
					"twitch.oauth.accounts.bot.client-secret=own", "twitch.oauth.accounts.bot.scopes=user:bot",
					"twitch.oauth.accounts.bot.auto-start=false", "twitch.oauth.accounts.bot.expected-login=botlogin")
			.run((context) -> {
				AccountSettings bot = settings(context, "bot");
				assertThat(bot.client()).isEqualTo(new ClientCredentials("xyz", "own"));
				assertThat(bot.scopes()).containsExactly("user:bot");
				assertThat(bot.autoStart()).isFalse();
				assertThat(bot.expectedLogin()).isEqualTo("botlogin");
				AccountSettings top = settings(context, "default");
				assertThat(top.client()).isEqualTo(new ClientCredentials("abc", "secret"));
				assertThat(top.scopes()).containsExactly("user:read:chat", "bits:read");
				assertThat(top.autoStart()).isTrue();
				assertThat(top.expectedLogin()).isEqualTo("streamer");
			});
	}

	@Test
	void accountWhenClientIsAnotherThenSecretDoesNotGoWithIt() {
		this.runner.withPropertyValues("twitch.oauth.accounts.bot.client-id=xyz")
			.run((context) -> assertThat(settings(context, "bot").client())
				.isEqualTo(new ClientCredentials("xyz", null)));
	}

	@Test
	void accountWhenClientIsTheSameThenSecretGoesWithIt() {
		this.runner.withPropertyValues("twitch.oauth.accounts.bot.client-id=abc")
			.run((context) -> assertThat(settings(context, "bot").client())
				.isEqualTo(new ClientCredentials("abc", "secret")));
	}

	@Test
	void accountWhenOnlySecretIsSetThenReplacesTheInheritedOne() {
		this.runner.withPropertyValues("twitch.oauth.accounts.bot.client-secret=own")
			.run((context) -> assertThat(settings(context, "bot").client())
				.isEqualTo(new ClientCredentials("abc", "own")));
	}

	@Test
	void accountWhenScopesAreEmptyThenAsksForNone() {
		this.runner.withPropertyValues("twitch.oauth.accounts.bot.scopes=")
			.run((context) -> assertThat(settings(context, "bot").scopes()).isEmpty());
	}

	@Test
	void accountWhenAutoStartIsOffAtTheTopThenInheritsItUnlessSet() {
		this.runner
			.withPropertyValues("twitch.oauth.auto-start=false", "twitch.oauth.accounts.idle.scopes=user:bot",
					"twitch.oauth.accounts.bot.auto-start=true")
			.run((context) -> {
				assertThat(settings(context, "idle").autoStart()).isFalse();
				assertThat(settings(context, "bot").autoStart()).isTrue();
			});
	}

	@Test
	void accountWhenMadeUpAtRunTimeThenSharesClientAndScopesOnly() {
		this.runner
			.run((context) -> assertThat(settings(context, "viewer-4711")).isEqualTo(new AccountSettings("viewer-4711",
					new ClientCredentials("abc", "secret"), settings(context, "default").scopes(), false, null)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.scopes=user:bot,bits:read", "twitch.oauth.scopes=user:bot bits:read",
			"twitch.oauth.scopes= user:bot ,  bits:read , user:bot", "twitch.oauth.scopes=user:bot\n\tbits:read\n" })
	void scopesWhenInOneStringThenAreSplit(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(settings(context, "default").scopes()).containsExactly("user:bot",
					"bits:read"));
	}

	@Test
	void scopesWhenListThenAreTakenInItsOrder() {
		this.runner
			.withPropertyValues("twitch.oauth.accounts.bot.scopes[0]=user:bot",
					"twitch.oauth.accounts.bot.scopes[1]=bits:read user:bot", "twitch.oauth.accounts.bot.scopes[2]=")
			.run((context) -> assertThat(settings(context, "bot").scopes()).containsExactly("user:bot", "bits:read"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "my-bot", "MyBot", "BOT", "bot2" })
	void accountNameWhenWrittenPlainlyThenIsKeptAsItIs(String name) {
		this.runner.withPropertyValues("twitch.oauth.accounts." + name + ".scopes=user:bot")
			.run((context) -> assertThat(settings(context, name).scopes()).containsExactly("user:bot"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "my bot", "my.bot", "my_bot", "Bötchen" })
	void accountNameWhenWrittenInBracketsThenIsKeptAsItIs(String name) {
		this.runner.withPropertyValues("twitch.oauth.accounts[" + name + "].scopes=user:bot")
			.run((context) -> assertThat(settings(context, name).scopes()).containsExactly("user:bot"));
	}

	@Test
	void accountNameWhenFromTheEnvironmentThenIsInLowerCase() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("TWITCH_OAUTH_ACCOUNTS_MYBOT_SCOPES", "user:bot", "TWITCH_OAUTH_CLIENTID", "env"))))
			.run((context) -> {
				assertThat(settings(context, "mybot").scopes()).containsExactly("user:bot");
				assertThat(settings(context, "mybot").client().clientId()).isEqualTo("env");
			});
	}

	@Test
	void autoStartWhenStartedThenOnlyAccountsThatAskForItLogInWithTheirOwnSettings() {
		try (AuthorizationServerStub server = new AuthorizationServerStub()) {
			this.runner.withBean(ApplicationArguments.class, DefaultApplicationArguments::new)
				.withPropertyValues(server.properties())
				.withPropertyValues("twitch.oauth.auto-start=false", "twitch.oauth.accounts.idle.client-id=idle",
						"twitch.oauth.accounts.bot.client-id=xyz", "twitch.oauth.accounts.bot.scopes=user:bot",
						"twitch.oauth.accounts.bot.auto-start=true")
				.run((context) -> {
					Awaitility.await().until(() -> !server.received("/device").isEmpty());
					assertThat(server.received("/device", "client_id")).containsExactly("xyz");
					assertThat(server.received("/device", "scopes")).containsExactly("user:bot");
				});
		}
	}

	@Test
	void forAccountWhenMadeUpAtRunTimeThenAsksWithTheDefaultClient() {
		try (AuthorizationServerStub server = new AuthorizationServerStub()) {
			this.runner.withPropertyValues(server.properties()).run((context) -> {
				context.getBean(DeviceAuthFlow.class).forAccount("viewer-4711").getDeviceCode().block();
				assertThat(server.received("/device", "client_id")).containsExactly("abc");
				assertThat(server.received("/device", "scopes")).containsExactly("user:read:chat bits:read");
			});
		}
	}

	private static AccountSettings settings(ApplicationContext context, String account) {
		return context.getBean(TwitchOAuthPropertiesMapper.class).accounts().get(account);
	}

}
