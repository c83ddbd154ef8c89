package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * The token store could not be read or written. No token is given up because of it.
 */
public class TokenStoreException extends TwitchOAuthException {

	public TokenStoreException(String message) {
		this(message, null);
	}

	public TokenStoreException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
