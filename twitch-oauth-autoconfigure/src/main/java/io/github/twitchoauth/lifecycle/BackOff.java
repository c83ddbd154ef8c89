package io.github.twitchoauth.lifecycle;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How long to wait after each failure in a row: longer each time, and not before the
 * server wants to hear of it again.
 */
public final class BackOff {

	private static final Duration FIRST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofSeconds(30);

	// A larger Retry-After would make a login wait for hours.
	private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

	private final ExponentialBackOff schedule = new ExponentialBackOff(FIRST.toMillis(), 2);

	private BackOffExecution execution;

	public BackOff() {
		this.schedule.setMaxInterval(LONGEST.toMillis());
		this.execution = this.schedule.start();
	}

	/**
	 * Note a failure.
	 * @param retryAfter how long the server asked to be left alone, if it did
	 * @return how long to wait
	 */
	public synchronized Duration next(@Nullable Duration retryAfter) {
		Duration backOff = Duration.ofMillis(this.execution.nextBackOff());
		if (retryAfter == null || retryAfter.compareTo(backOff) <= 0) {
			return backOff;
		}
		return (retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0) ? retryAfter : LONGEST_RETRY_AFTER;
	}

	/**
	 * Note a success.
	 */
	public synchronized void reset() {
		this.execution = this.schedule.start();
	}

}
