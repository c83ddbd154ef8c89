package io.github.twitchoauth.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.actuate.TwitchMeterBinder;
import io.github.twitchoauth.authorization.AccountDirectory;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.AbstractDoubleAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TwitchMetricsAutoConfiguration} and {@link TwitchMeterBinder}.
 */
class TwitchMetricsAutoConfigurationTests {

	private final MockClock clock = new MockClock();

	private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, this.clock);

	private final TokenStore store = new InMemoryTokenStore();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class, TwitchHelixAutoConfiguration.class,
				TwitchMetricsAutoConfiguration.class))
		.withBean(MeterRegistry.class, () -> this.registry)
		.withBean(TokenStore.class, () -> this.store)
		.withPropertyValues("twitch.oauth.client-id=abc");

	@Test
	void expiryWhenATokenHasExpiredUnusedThenIsThatOfTheOthers() {
		this.store.save("dormant", token(Instant.now().plusSeconds(2)));
		this.store.save("default", token(Instant.now().plusSeconds(3600)));
		this.contextRunner.withPropertyValues("twitch.oauth.refresh.ahead-of-expiry=0").run((context) -> {
			bind(context);
			context.getBean(TokenManager.class).getToken("dormant").block();
			context.getBean(TokenManager.class).getToken().block();
			Awaitility.await().untilAsserted(() -> {
				this.clock.addSeconds(1);
				assertGauge("twitch.oauth.token.expiry").isBetween(3500.0, 3600.0);
			});
		});
	}

	@Test
	void metersWhenAnAccountIsLoggedInThenTell() {
		this.store.save("default", token(Instant.now().plusSeconds(3600)));
		this.contextRunner.run((context) -> {
			bind(context);
			assertAccounts("logged_out").isEqualTo(1);
			context.getBean(TokenManager.class).getToken().block();
			this.clock.addSeconds(1);
			assertAccounts("logged_in").isEqualTo(1);
			assertAccounts("logged_out").isZero();
			assertGauge("twitch.oauth.logins.pending").isZero();
			assertGauge("twitch.oauth.validation.lag").isZero();
			assertGauge("twitch.oauth.leases").isZero();
			assertGauge("twitch.oauth.token.expiry").isBetween(3500.0, 3600.0);
			assertGauge("twitch.helix.ratelimit.remaining").isNaN();
			assertThat(this.registry.get("twitch.oauth.store.claims.taken-over").functionCounter().count()).isZero();
		});
	}

	@Test
	void metersWhenThereAreMoreAccountsThenHaveNoMoreSeries() {
		this.contextRunner.run((context) -> {
			bind(context);
			List<Meter.Id> before = this.registry.getMeters().stream().map(Meter::getId).toList();
			for (int i = 0; i < 1000; i++) {
				this.store.save("user-" + i, token(null));
				context.getBean(TokenManager.class).getToken("user-" + i).block();
			}
			this.clock.addSeconds(1);
			assertAccounts("logged_in").isEqualTo(1000);
			assertThat(this.registry.getMeters()).extracting(Meter::getId)
				.containsExactlyInAnyOrderElementsOf(before)
				.hasSizeLessThan(20);
		});
	}

	@Test
	void metersWhenReadTogetherThenAccountsAreCountedOnce() {
		this.contextRunner.run((context) -> {
			bind(context);
			assertAccounts("logged_in").isZero();
			this.store.save("default", token(null));
			context.getBean(TokenManager.class).getToken().block();
			assertAccounts("logged_in").isZero();
			this.clock.addSeconds(1);
			assertAccounts("logged_in").isEqualTo(1);
		});
	}

	@Test
	void bindersWhenThereIsNoMeterRegistryThenAreAbsent() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class,
					TwitchHelixAutoConfiguration.class, TwitchMetricsAutoConfiguration.class))
			.withPropertyValues("twitch.oauth.client-id=abc")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterBinder.class));
	}

	@Test
	void bindersWhenMicrometerIsNotOnTheClassPathThenAreAbsent() {
		new ApplicationContextRunner().withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class,
					TwitchHelixAutoConfiguration.class, TwitchMetricsAutoConfiguration.class))
			.withPropertyValues("twitch.oauth.client-id=abc")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(AccountDirectory.class)
				.doesNotHaveBean("twitchMeterBinder"));
	}

	@Test
	void bindersWhenUserHasTheirOwnThenBackOff() {
		this.contextRunner.withBean("twitchHelixMeterBinder", MeterBinder.class, () -> (registry) -> {
		}).withBean("twitchStoreMeterBinder", MeterBinder.class, () -> (registry) -> {
		})
			.withBean("own", TwitchMeterBinder.class, () -> new TwitchMeterBinder(null, null, null))
			.run((context) -> assertThat(context).hasSingleBean(TwitchMeterBinder.class)
				.doesNotHaveBean("twitchMeterBinder")
				.getBeans(MeterBinder.class)
				.hasSize(3));
	}

	private void bind(ApplicationContext context) {
		context.getBeanProvider(MeterBinder.class).forEach((binder) -> binder.bindTo(this.registry));
	}

	private AbstractDoubleAssert<?> assertAccounts(String state) {
		return assertThat(this.registry.get("twitch.oauth.accounts").tag("state", state).gauge().value());
	}

	private AbstractDoubleAssert<?> assertGauge(String name) {
		return assertThat(this.registry.get(name).gauge().value());
	}

	private static TwitchToken token(Instant expiresAt) {
		return new TwitchToken("at", "rt", Set.of(), expiresAt, "1", "twitchdev", "abc", null);
	}

}
