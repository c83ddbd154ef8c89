package io.github.twitchoauth.autoconfigure.actuate;

import io.github.twitchoauth.actuate.TwitchMeterBinder;
import io.github.twitchoauth.authorization.AccountDirectory;
import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.cluster.Leases;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.web.HelixAuthorization;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for metrics of accounts, of the token store and of Helix's rate
 * limit.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TwitchHelixAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class TwitchMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(AccountDirectory.class)
	TwitchMeterBinder twitchMeterBinder(AccountDirectory accounts, Leases leases, AuthorizationLifecycle lifecycle) {
		return new TwitchMeterBinder(accounts, leases, lifecycle.clock());
	}

	// The counter is there for every kind of store, so that alerts and dashboards find
	// it.
	@Bean
	@ConditionalOnMissingBean(name = "twitchStoreMeterBinder")
	@ConditionalOnBean(TokenStore.class)
	MeterBinder twitchStoreMeterBinder(TokenStore store) {
		return (registry) -> FunctionCounter
			.builder("twitch.oauth.store.claims.taken-over", store, TwitchMetricsAutoConfiguration::claimsTakenOver)
			.description("Claims taken over from processes that were not heard of for too long")
			.register(registry);
	}

	private static double claimsTakenOver(TokenStore store) {
		return (store instanceof StorageBasedTokenStore shared) ? shared.claimsTakenOver() : 0;
	}

	@Bean
	@ConditionalOnMissingBean(name = "twitchHelixMeterBinder")
	@ConditionalOnBean(HelixAuthorization.class)
	MeterBinder twitchHelixMeterBinder(HelixAuthorization authorization) {
		return (registry) -> Gauge
			.builder("twitch.helix.ratelimit.remaining", authorization, HelixAuthorization::rateLimitRemaining)
			.description("Calls left of the rate limit, for the account that has the fewest")
			.register(registry);
	}

}
