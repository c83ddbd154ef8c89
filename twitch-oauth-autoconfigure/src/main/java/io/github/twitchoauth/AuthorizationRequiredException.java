package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * There is no usable token: a person must log in.
 */
public class AuthorizationRequiredException extends TwitchOAuthException {

	public AuthorizationRequiredException(String message) {
		this(message, null);
	}

	public AuthorizationRequiredException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
