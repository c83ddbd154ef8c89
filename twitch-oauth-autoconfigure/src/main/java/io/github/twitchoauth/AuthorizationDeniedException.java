package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * The person pressed Deny. No token was issued.
 */
public class AuthorizationDeniedException extends TwitchOAuthException {

	public AuthorizationDeniedException(String message) {
		this(message, null);
	}

	public AuthorizationDeniedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
