package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * There is no usable token: a person must log in.
 *
 * @since 0.1.0
 */
public class AuthorizationRequiredException extends TwitchOAuthException {

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 */
	public AuthorizationRequiredException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 * @param cause why it happened, if known
	 */
	public AuthorizationRequiredException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
