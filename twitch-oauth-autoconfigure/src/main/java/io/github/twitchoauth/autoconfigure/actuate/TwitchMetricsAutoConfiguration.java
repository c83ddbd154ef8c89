package io.github.twitchoauth.autoconfigure.actuate;

import io.github.twitchoauth.actuate.TwitchMeterBinder;
import io.github.twitchoauth.authorization.AccountDirectory;
import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.cluster.Leases;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.web.HelixAuthorization;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for metrics of accounts and of Helix's rate limit.
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
