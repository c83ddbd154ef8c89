package io.github.twitchoauth.event;

import io.github.twitchoauth.TwitchOAuthException;

/**
 * An authorization that worked is dead: the user changed the password, disconnected the
 * application, or the token was revoked at Twitch. A person must log in again. A logout
 * by the application itself is a {@link LoggedOutEvent}.
 *
 * @since 0.1.0
 */
public class AuthorizationLostEvent extends TwitchOAuthEvent {

	private final TwitchOAuthException error;

	/**
	 * Create an event.
	 * @param source the component that publishes the event
	 * @param account the account
	 * @param error what went wrong
	 */
	public AuthorizationLostEvent(Object source, String account, TwitchOAuthException error) {
		super(source, account);
		this.error = error;
	}

	/**
	 * Return how the loss showed.
	 * @return the error
	 */
	public TwitchOAuthException getError() {
		return this.error;
	}

}
