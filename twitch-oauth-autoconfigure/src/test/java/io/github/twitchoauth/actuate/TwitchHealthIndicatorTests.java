package io.github.twitchoauth.actuate;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.actuate.TwitchHealthIndicator.AccountDetails;
import io.github.twitchoauth.authorization.AccountDirectory;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.autoconfigure.actuate.TwitchHealthContributorAutoConfiguration;
import io.github.twitchoauth.store.TokenStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TwitchHealthIndicator} and its auto-configuration.
 */
class TwitchHealthIndicatorTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class,
				TwitchHealthContributorAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.accounts.bot.scopes=user:bot");

	@Test
	void healthWhenNobodyIsLoggedInThenIsUnknown() {
		this.contextRunner.run((context) -> {
			Health health = context.getBean(TwitchHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
			assertThat(health.getDetails()).containsOnlyKeys("accounts");
			assertThat(details(health)).extractingByKeys("default", "bot")
				.extracting(AccountDetails::state)
				.containsExactly(State.LOGGED_OUT, State.LOGGED_OUT);
		});
	}

	@Test
	void healthWhenLoginIsRequiredByPropertyAndNobodyIsLoggedInThenIsOutOfService() {
		this.contextRunner.withPropertyValues("management.health.twitch.require-login=true")
			.run((context) -> assertThat(context.getBean(TwitchHealthIndicator.class).health().getStatus())
				.isEqualTo(Status.OUT_OF_SERVICE));
	}

	@Test
	void healthWhenAccountsAreMadeUpAtRunTimeThenSumsThem() {
		this.contextRunner.withBean(TokenStore.class, ReadableStore::new).run((context) -> {
			TokenManager tokenManager = context.getBean(TokenManager.class);
			tokenManager.getToken("user-1").block();
			tokenManager.getToken("user-2").block();
			Health health = context.getBean(TwitchHealthIndicator.class).health();
			assertThat(health.getDetails()).containsEntry("runTimeAccounts", Map.of(State.LOGGED_IN, 2L));
			assertThat(health.toString()).doesNotContain("user-1");
			assertThat(details(health)).containsOnlyKeys("default", "bot");
		});
	}

	@Test
	void healthWhenATokenMadeUpAtRunTimeCannotBeSavedThenIsDown() {
		this.contextRunner.withBean(TokenStore.class, ReadableStore::new).run((context) -> {
			TokenManager tokenManager = context.getBean(TokenManager.class);
			tokenManager.getToken("user-1").block();
			tokenManager.forget("user-1").onErrorComplete().block();
			assertThat(context.getBean(TwitchHealthIndicator.class).health().getStatus()).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void healthWhenAnAccountMadeUpAtRunTimeCannotBeLoggedInForTheClientThenIsDown() {
		AccountDirectory accounts = Mockito.mock();
		BDDMockito.given(accounts.getConfigured()).willReturn(Flux.empty());
		BDDMockito.given(accounts.countOthers()).willReturn(Map.of(State.LOGIN_REQUIRED, 1L));
		assertThat(new TwitchHealthIndicator(accounts, false).health().getStatus()).isEqualTo(Status.UP);
		BDDMockito.given(accounts.countOthers()).willReturn(Map.of(State.MISCONFIGURED, 1L));
		assertThat(new TwitchHealthIndicator(accounts, false).health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void healthWhenEverybodyIsLoggedInThenIsUpAndShowsNoSecret() {
		this.contextRunner.withBean(TokenStore.class, ReadableStore::new).run((context) -> {
			TokenManager tokenManager = context.getBean(TokenManager.class);
			tokenManager.getToken().block();
			tokenManager.getToken("bot").block();
			Health health = context.getBean(TwitchHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(details(health).get("bot").login()).isEqualTo("twitchdev");
			assertThat(health.toString()).doesNotContain("secret-access").doesNotContain("secret-refresh");
		});
	}

	@Test
	void healthWhenTheDefaultAccountIsNotUsedThenItIsNotWaitedFor() {
		this.contextRunner.withBean(TokenStore.class, ReadableStore::new)
			.withPropertyValues("twitch.oauth.auto-start=false", "twitch.oauth.accounts.bot.auto-start=true")
			.run((context) -> {
				TwitchHealthIndicator health = context.getBean(TwitchHealthIndicator.class);
				assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
				context.getBean(TokenManager.class).getToken("bot").block();
				assertThat(health.health().getStatus()).isEqualTo(Status.UP);
			});
	}

	@Test
	void healthWhenATokenCannotBeSavedThenIsDown() {
		this.contextRunner.withBean(TokenStore.class, ReadableStore::new).run((context) -> {
			TokenManager tokenManager = context.getBean(TokenManager.class);
			tokenManager.getToken().block();
			tokenManager.forget("default").onErrorComplete().block();
			Health health = context.getBean(TwitchHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(details(health).get("default").state()).isEqualTo(State.NOT_SAVED);
		});
	}

	@Test
	void contributorWhenDisabledThenIsAbsent() {
		this.contextRunner.withPropertyValues("management.health.twitch.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TwitchHealthIndicator.class));
	}

	@Test
	void contributorWhenUserDefinesOneThenBacksOff() {
		this.contextRunner
			.withBean("twitchHealthIndicator", HealthIndicator.class, () -> () -> Health.outOfService().build())
			.run((context) -> assertThat(context).doesNotHaveBean(TwitchHealthIndicator.class));
	}

	@Test
	void contributorWhenHealthIsNotOnTheClassPathThenIsAbsent() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("twitchHealthContributor"));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, AccountDetails> details(Health health) {
		return (Map<String, AccountDetails>) health.getDetails().get("accounts");
	}

	/**
	 * Has a token for everybody and cannot write.
	 */
	private static final class ReadableStore implements TokenStore {

		private final TwitchToken token = new TwitchToken("secret-access", "secret-refresh", Set.of(), null, "1",
				"twitchdev");

		@Override
		public @Nullable TwitchToken find(String account) {
			return this.token;
		}

		@Override
		public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
			change.apply(this.token);
			throw new IllegalStateException("read only");
		}

	}

}
