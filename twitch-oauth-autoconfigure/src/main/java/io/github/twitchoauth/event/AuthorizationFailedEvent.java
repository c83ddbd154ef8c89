package io.github.twitchoauth.event;

import io.github.twitchoauth.TwitchOAuthException;

/**
 * A login ended without a token: it was denied, it expired, somebody else approved it, or
 * the configuration is wrong. Or it does not suffice for what the application listens to:
 * a scope is missing.
 */
public class AuthorizationFailedEvent extends TwitchOAuthEvent {

	private final TwitchOAuthException error;

	public AuthorizationFailedEvent(Object source, String account, TwitchOAuthException error) {
		super(source, account);
		this.error = error;
	}

	/**
	 * Return why the login failed. The type tells the kind of failure, the message what
	 * to do.
	 * @return the error
	 */
	public TwitchOAuthException getError() {
		return this.error;
	}

}
