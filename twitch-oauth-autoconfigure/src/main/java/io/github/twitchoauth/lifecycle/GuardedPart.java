package io.github.twitchoauth.lifecycle;

import java.time.Duration;

/**
 * Part of an operation that must not be broken off by a shutdown, while what comes before
 * it may.
 */
public final class GuardedPart {

	private final ShutdownGuard operations;

	private final Duration gracePeriod;

	private volatile boolean underWay;

	GuardedPart(ShutdownGuard operations, Duration gracePeriod) {
		this.operations = operations;
		this.gracePeriod = gracePeriod;
	}

	/**
	 * Let closing wait longer for the operation from here on.
	 * @throws io.github.twitchoauth.TwitchOAuthException if it is too late to begin
	 */
	public void begin() {
		this.operations.runUnlessClosed(() -> this.underWay = true);
	}

	/**
	 * Let closing wait no longer than for any other operation from here on.
	 */
	public void end() {
		this.underWay = false;
		this.operations.reconsider();
	}

	public Duration gracePeriod() {
		return this.underWay ? this.gracePeriod : AuthorizationLifecycle.GRACE_PERIOD;
	}

}
