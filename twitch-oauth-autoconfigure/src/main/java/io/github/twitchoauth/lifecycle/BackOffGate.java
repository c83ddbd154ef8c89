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
public final class BackOffGate {

	private final BackOff backOff = new BackOff();

	private final Clock clock;

	private volatile @Nullable Closure closure;

	public BackOffGate(Clock clock) {
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
		this.backOff.reset();
		this.closure = null;
	}

	// The failure is made anew each time: subscribers add to an exception that they
	// share.
	public void close(@Nullable Duration retryAfter, Supplier<TwitchOAuthException> failure) {
		this.closure = new Closure(Due.in(this.backOff.next(retryAfter), this.clock), failure);
	}

	private record Closure(Due end, Supplier<TwitchOAuthException> failure) {

		boolean holds(Clock clock) {
			return !this.end.hasCome(clock);
		}

	}

}
