package io.github.twitchoauth.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * When a call that was refused with 429 may be made again.
 *
 * @param retryAfter how long to wait
 * @param wholeClient whether the limit is that of all calls of a client, which is certain
 * to be lifted by then. Otherwise it is the endpoint's own
 * @see <a href= "https://dev.twitch.tv/docs/api/guide/#twitch-rate-limits">Twitch: rate
 * limits</a>
 */
record RateLimit(Duration retryAfter, boolean wholeClient) {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofDays(1);

	// Where the server tells the time, its clock counts: the two may be minutes apart.
	static RateLimit of(HttpHeaders headers, Instant localTime) {
		Instant serverTime = date(headers, HttpHeaders.DATE);
		Instant now = (serverTime != null) ? serverTime : localTime;
		Long remaining = number(headers, "Ratelimit-Remaining");
		Long reset = number(headers, "Ratelimit-Reset");
		if (reset != null && (remaining == null || remaining <= 0)) {
			return new RateLimit(until(reset, now), true);
		}
		return new RateLimit(within(retryAfter(headers, now)), false);
	}

	private static @Nullable Long number(HttpHeaders headers, String name) {
		String value = headers.getFirst(name);
		try {
			return (value != null) ? Long.valueOf(value.strip()) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static Duration until(long epochSecond, Instant now) {
		long latest = now.plus(LONGEST).getEpochSecond() + 1;
		return within(Duration.between(now, Instant.ofEpochSecond(Math.max(0, Math.min(epochSecond, latest)))));
	}

	private static Duration retryAfter(HttpHeaders headers, Instant now) {
		Long seconds = number(headers, HttpHeaders.RETRY_AFTER);
		if (seconds != null) {
			return Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST.toSeconds())));
		}
		Instant date = date(headers, HttpHeaders.RETRY_AFTER);
		return (date != null) ? Duration.between(now, date) : SHORTEST;
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

	// Clocks differ: without a minimum, a reset in the past would be a loop without a
	// pause.
	private static Duration within(Duration duration) {
		if (duration.compareTo(SHORTEST) < 0) {
			return SHORTEST;
		}
		return (duration.compareTo(LONGEST) < 0) ? duration : LONGEST;
	}

}
