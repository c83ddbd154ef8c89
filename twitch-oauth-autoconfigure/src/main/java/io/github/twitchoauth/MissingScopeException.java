package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * The authorization does not cover a scope that is needed.
 */
public class MissingScopeException extends TwitchOAuthException {

	public MissingScopeException(String message) {
		this(message, null);
	}

	public MissingScopeException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
