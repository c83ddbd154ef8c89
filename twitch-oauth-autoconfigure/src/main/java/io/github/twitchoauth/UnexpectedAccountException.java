package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else than the expected user approved the code. Their token was revoked and is
 * not kept.
 */
public class UnexpectedAccountException extends TwitchOAuthException {

	public UnexpectedAccountException(String message) {
		this(message, null);
	}

	public UnexpectedAccountException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
