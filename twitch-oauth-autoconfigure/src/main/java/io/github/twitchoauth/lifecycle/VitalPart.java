package io.github.twitchoauth.lifecycle;

import java.time.Duration;

/**
 * Part of an operation that must not be broken off by a shutdown, while what comes before
 * it may.
 */
public final class VitalPart {

	private final CriticalOperations operations;

	private final Duration patience;

	private volatile boolean underWay;

	VitalPart(CriticalOperations operations, Duration patience) {
		this.operations = operations;
		this.patience = patience;
	}

	/**
	 * Let closing wait longer for the operation from here on.
	 * @throws io.github.twitchoauth.TwitchOAuthException if it is too late to begin
	 */
	public void begin() {
		this.operations.whileOpen(() -> this.underWay = true);
	}

	/**
	 * Let closing wait no longer than for any other operation from here on.
	 */
	public void end() {
		this.underWay = false;
	}

	public Duration patience() {
		return this.underWay ? this.patience : AuthorizationLifecycle.GRACE_PERIOD;
	}

}
