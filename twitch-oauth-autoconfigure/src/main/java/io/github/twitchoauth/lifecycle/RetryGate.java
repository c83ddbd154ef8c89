package io.github.twitchoauth.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

import io.github.twitchoauth.TwitchOAuthException;
import org.jspecify.annotations.Nullable;

/**
 * Stays closed for a while after a failure, longer each time, so that an outage is not
 * answered by a storm.
 */
public final class RetryGate {

	private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

	private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);

	private static final Duration LONGEST_CLOSURE = Duration.ofMinutes(5);

	private final Clock clock;

	private volatile @Nullable Closure closure;

	public RetryGate(Clock clock) {
		this.clock = clock;
	}

	public void pass() {
		Closure closure = this.closure;
		if (closure != null && closure.holds(this.clock)) {
			throw closure.failure().get();
		}
	}

	public boolean isClosed() {
		Closure closure = this.closure;
		return closure != null && closure.holds(this.clock);
	}

	public void open() {
		this.closure = null;
	}

	// The failure is made anew each time: subscribers add to an exception that they
	// share.
	public void close(@Nullable Duration retryAfter, Supplier<TwitchOAuthException> failure) {
		Closure last = this.closure;
		Duration backOff = (last != null) ? shorter(last.backOff().multipliedBy(2), LONGEST_BACK_OFF) : FIRST_BACK_OFF;
		Duration wait = (retryAfter != null && retryAfter.compareTo(backOff) > 0) ? shorter(retryAfter, LONGEST_CLOSURE)
				: backOff;
		this.closure = new Closure(backOff, Due.in(wait, this.clock), failure);
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private record Closure(Duration backOff, Due end, Supplier<TwitchOAuthException> failure) {

		boolean holds(Clock clock) {
			return !this.end.hasCome(clock);
		}

	}

}
