package io.github.twitchoauth.web;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * What an answer of Helix says of the rate limit.
 *
 * @param limit how many calls there are when none is used up
 * @param remaining how many are left
 * @param reset when all are there again, in seconds since 1970 by the server's clock
 * @see <a href= "https://dev.twitch.tv/docs/api/guide/#twitch-rate-limits">Twitch: rate
 * limits</a>
 */
record RateLimitHeaders(@Nullable Long limit, @Nullable Long remaining, @Nullable Long reset) {

	static RateLimitHeaders of(HttpHeaders headers) {
		return new RateLimitHeaders(number(headers, "Ratelimit-Limit"), number(headers, "Ratelimit-Remaining"),
				number(headers, "Ratelimit-Reset"));
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

}
