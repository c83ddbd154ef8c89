package io.github.twitchoauth;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Could not tell whether it worked: no answer came, or none that could be understood.
 * Nothing was given up; trying again may help. Where the answer to a refresh is still
 * awaited, the message says so, and the answer is taken when it comes.
 *
 * @since 0.1.0
 */
public class TwitchUnavailableException extends TwitchOAuthException {

	private final @Nullable Duration retryAfter;

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 */
	public TwitchUnavailableException(String message) {
		this(message, null, null);
	}

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 * @param retryAfter how long to wait before it is tried again, if the server says so
	 * @param cause why it happened, if known
	 */
	public TwitchUnavailableException(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
		super(message, cause);
		this.retryAfter = retryAfter;
	}

	/**
	 * Return how long Twitch asked to be left alone.
	 * @return the time to wait, or {@code null} if it did not say
	 */
	public @Nullable Duration getRetryAfter() {
		return this.retryAfter;
	}

}
