package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * The authorization does not cover a scope that is needed.
 *
 * @since 0.1.0
 */
public class MissingScopeException extends TwitchOAuthException {

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 */
	public MissingScopeException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 * @param cause why it happened, if known
	 */
	public MissingScopeException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
