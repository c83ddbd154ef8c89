package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * The token store could not be read or written. No token is given up because of it.
 *
 * @since 0.1.0
 */
public class TokenStoreException extends TwitchOAuthException {

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 */
	public TokenStoreException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 * @param cause why it happened, if known
	 */
	public TokenStoreException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
