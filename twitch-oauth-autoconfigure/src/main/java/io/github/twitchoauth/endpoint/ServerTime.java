package io.github.twitchoauth.endpoint;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The time by the clock of the server that gave an answer. What the answer says of time
 * goes by this clock: ours may be hours away from it.
 *
 * @param now when the answer was given
 */
public record ServerTime(Instant now) {

	private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

	private static final Pattern DIGITS = Pattern.compile("\\s*[0-9]+\\s*");

	/**
	 * Read an answer's time.
	 * @param headers the answer's headers
	 * @param localTime taken instead if there is no time in the answer
	 * @return the time
	 */
	public static ServerTime of(HttpHeaders headers, Instant localTime) {
		Instant date = date(headers, HttpHeaders.DATE);
		return new ServerTime((date != null) ? date : localTime);
	}

	/**
	 * Return how long the server asks to be left alone (RFC 9110, section 10.2.3).
	 * @param headers the answer's headers
	 * @return the time to wait, a day at most, or {@code null} if the server does not ask
	 * for it
	 */
	public @Nullable Duration retryAfter(HttpHeaders headers) {
		Duration wait = seconds(headers);
		if (wait == null) {
			Instant date = date(headers, HttpHeaders.RETRY_AFTER);
			wait = (date != null) ? Duration.between(this.now, date) : Duration.ZERO;
		}
		if (wait.isNegative() || wait.isZero()) {
			return null;
		}
		return (wait.compareTo(LONGEST_RETRY_AFTER) < 0) ? wait : LONGEST_RETRY_AFTER;
	}

	// Returns null unless the value consists of digits.
	private static @Nullable Duration seconds(HttpHeaders headers) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (value == null || !DIGITS.matcher(value).matches()) {
			return null;
		}
		String digits = value.strip();
		return (digits.length() < 10) ? Duration.ofSeconds(Long.parseLong(digits)) : LONGEST_RETRY_AFTER;
	}

	private static @Nullable Instant date(HttpHeaders headers, String name) {
		try {
			ZonedDateTime date = headers.getFirstZonedDateTime(name);
			return (date != null) ? date.toInstant() : null;
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			return null;
		}
	}

}
