package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * The person pressed Deny. No token was issued.
 *
 * @since 0.1.0
 */
public class AuthorizationDeniedException extends TwitchOAuthException {

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 */
	public AuthorizationDeniedException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 * @param cause why it happened, if known
	 */
	public AuthorizationDeniedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
