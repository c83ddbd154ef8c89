package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * Base of everything that can go wrong with an authorization. Messages say what to do
 * next and never contain a secret.
 *
 * @since 0.1.0
 */
public class TwitchOAuthException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 */
	public TwitchOAuthException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 * @param cause why it happened, if known
	 */
	public TwitchOAuthException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
