package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * Base of everything that can go wrong with an authorization. Messages say what to do
 * next and never contain a secret.
 */
public class TwitchOAuthException extends RuntimeException {

	public TwitchOAuthException(String message) {
		this(message, null);
	}

	public TwitchOAuthException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
