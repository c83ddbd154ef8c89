package io.github.twitchoauth;

import java.time.Duration;

/**
 * Twitch's rate limit is used up, and it takes longer than the application wants to wait
 * until there is room for the next call.
 *
 * @since 0.1.0
 */
public class RateLimitedException extends TwitchOAuthException {

	private final Duration retryAfter;

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 * @param retryAfter how long to wait before it is tried again
	 */
	public RateLimitedException(String message, Duration retryAfter) {
		super(message);
		this.retryAfter = retryAfter;
	}

	/**
	 * Return how long to wait before the call is made again.
	 * @return the time to wait, counted from when the call was refused
	 */
	public Duration getRetryAfter() {
		return this.retryAfter;
	}

}
