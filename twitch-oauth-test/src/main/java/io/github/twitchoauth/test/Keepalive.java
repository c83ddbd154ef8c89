package io.github.twitchoauth.test;

import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How long a session may be silent.
 *
 * @param timeout the longest silence, as the welcome message tells it: whole seconds
 * @param interval how long after the latest message a keepalive follows
 */
record Keepalive(Duration timeout, Duration interval) {

	private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

	private static final int DEFAULT = 10;

	private static final int MAX = 600;

	/**
	 * Finds out what applies.
	 * @param requested the query parameter {@code keepalive_timeout_seconds}; numbers out
	 * of bounds stand for the nearest one within
	 * @param interval the interval that a test has set, or {@code null}
	 * @return what applies
	 */
	static Keepalive of(String requested, @Nullable Duration interval) {
		if (interval != null) {
			return new Keepalive(Duration.ofSeconds(interval.toSeconds() + 1), interval);
		}
		int seconds = NUMBER.matcher(requested).matches() ? Integer.parseInt(requested) : DEFAULT;
		Duration timeout = Duration.ofSeconds(Math.min(MAX, Math.max(DEFAULT, seconds)));
		return new Keepalive(timeout, timeout.multipliedBy(9).dividedBy(10));
	}

}
