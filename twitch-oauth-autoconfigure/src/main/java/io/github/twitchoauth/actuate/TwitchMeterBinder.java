package io.github.twitchoauth.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.authorization.AccountCensus;
import io.github.twitchoauth.authorization.AccountDirectory;
import io.github.twitchoauth.cluster.Leases;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for accounts. Their names are no tags, so there are as many series
 * for a hundred thousand accounts as for one.
 */
public final class TwitchMeterBinder implements MeterBinder {

	private final AccountDirectory accounts;

	private final Leases leases;

	private final Clock clock;

	/**
	 * Create a binder.
	 * @param accounts the accounts
	 * @param leases what this node does for all nodes
	 * @param clock tells the time
	 */
	public TwitchMeterBinder(AccountDirectory accounts, Leases leases, Clock clock) {
		this.accounts = accounts;
		this.leases = leases;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Census census = new Census(this.accounts, registry.config().clock());
		for (State state : State.values()) {
			Gauge.builder("twitch.oauth.accounts", census, (current) -> current.get().count(state))
				.tag("state", state.name().toLowerCase(Locale.ROOT))
				.description("Accounts in this state, those that are only in the store left out")
				.strongReference(true)
				.register(registry);
		}
		Gauge.builder("twitch.oauth.logins.pending", census, (current) -> current.get().pendingLogins())
			.description("Logins that wait for a person")
			.strongReference(true)
			.register(registry);
		Gauge.builder("twitch.oauth.leases", this.leases, Leases::held)
			.description("Logins and EventSub connections that this node, and no other, takes care of")
			.strongReference(true)
			.register(registry);
		seconds(registry, census, "twitch.oauth.token.expiry", this::untilExpiry,
				"Time until the first access token that is in use expires, negative after that");
		seconds(registry, census, "twitch.oauth.validation.lag",
				(current) -> current.get().validationLag().toMillis() / 1000.0,
				"How long the validation that should have been first is overdue");
	}

	private static void seconds(MeterRegistry registry, Census census, String name, ToDoubleFunction<Census> value,
			String description) {
		TimeGauge.builder(name, census, TimeUnit.SECONDS, value)
			.description(description)
			.strongReference(true)
			.register(registry);
	}

	private double untilExpiry(Census census) {
		Instant expiry = census.get().nextExpiry();
		return (expiry != null) ? Duration.between(this.clock.instant(), expiry).toSeconds() : Double.NaN;
	}

	/**
	 * The numbers, counted once for all meters that are read together.
	 */
	private static final class Census {

		private static final Duration MAX_AGE = Duration.ofSeconds(1);

		private final AccountDirectory accounts;

		private final io.micrometer.core.instrument.Clock clock;

		private @Nullable AccountCensus current;

		private long countedAt;

		Census(AccountDirectory accounts, io.micrometer.core.instrument.Clock clock) {
			this.accounts = accounts;
			this.clock = clock;
		}

		synchronized AccountCensus get() {
			AccountCensus census = this.current;
			if (census == null || this.clock.monotonicTime() - this.countedAt >= MAX_AGE.toNanos()) {
				census = this.accounts.count();
				this.current = census;
				this.countedAt = this.clock.monotonicTime();
			}
			return census;
		}

	}

}
