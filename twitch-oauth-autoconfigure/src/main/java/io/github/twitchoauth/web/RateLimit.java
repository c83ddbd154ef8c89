package io.github.twitchoauth.web;

import java.time.Duration;
import java.time.Instant;

import io.github.twitchoauth.endpoint.ServerTime;

import org.springframework.http.HttpHeaders;

/**
 * When a call that was refused with 429 may be made again.
 *
 * @param retryAfter how long to wait
 * @param general whether the limit is that of all calls of a user, which is certain to be
 * lifted by then. Otherwise it is the endpoint's own
 * @see <a href= "https://dev.twitch.tv/docs/api/guide/#twitch-rate-limits">Twitch: rate
 * limits</a>
 */
record RateLimit(Duration retryAfter, boolean general) {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofDays(1);

	static RateLimit of(HttpHeaders headers, Instant localTime) {
		ServerTime serverTime = ServerTime.of(headers, localTime);
		RateLimitHeaders limits = RateLimitHeaders.of(headers);
		if (limits.reset() != null && (limits.remaining() == null || limits.remaining() <= 0)) {
			return new RateLimit(until(limits.reset(), serverTime.now()), true);
		}
		Duration retryAfter = serverTime.retryAfter(headers);
		return new RateLimit((retryAfter != null) ? within(retryAfter) : SHORTEST, false);
	}

	static Duration until(long epochSecond, Instant now) {
		long latest = now.plus(LONGEST).getEpochSecond() + 1;
		return within(Duration.between(now, Instant.ofEpochSecond(Math.max(0, Math.min(epochSecond, latest)))));
	}

	// Clocks differ. Without a minimum, a reset in the past would mean calls without a
	// pause.
	private static Duration within(Duration duration) {
		if (duration.compareTo(SHORTEST) < 0) {
			return SHORTEST;
		}
		return (duration.compareTo(LONGEST) < 0) ? duration : LONGEST;
	}

}
