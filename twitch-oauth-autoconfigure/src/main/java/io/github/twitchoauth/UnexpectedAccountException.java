package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else than the expected user approved the code, and their token was revoked and
 * is not kept; or the token in the store is somebody else's, and is left there, not used.
 *
 * @since 0.1.0
 */
public class UnexpectedAccountException extends TwitchOAuthException {

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 */
	public UnexpectedAccountException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 * @param cause why it happened, if known
	 */
	public UnexpectedAccountException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
