package io.github.twitchoauth.event;

import io.github.twitchoauth.TwitchOAuthException;

/**
 * A login ended without a token: it was denied, it expired, somebody else approved it, or
 * the configuration is wrong. Or it does not suffice for what the application listens to:
 * a scope is missing.
 * <p>
 * Or the token of an account cannot be refreshed. That is told once: immediately if the
 * configuration is to blame, such as the client secret, and otherwise if it has lasted
 * for 15 seconds. Nothing is lost. The next need of a token tries again, and a
 * {@link TokenRefreshedEvent} tells when it works.
 *
 * @since 0.1.0
 */
public class AuthorizationFailedEvent extends TwitchOAuthEvent {

	private final TwitchOAuthException error;

	/**
	 * Create an event.
	 * @param source the component that publishes the event
	 * @param account the account
	 * @param error what went wrong
	 */
	public AuthorizationFailedEvent(Object source, String account, TwitchOAuthException error) {
		super(source, account);
		this.error = error;
	}

	/**
	 * Return why the login or the refresh failed. The type tells the kind of failure, the
	 * message what to do.
	 * @return the error
	 */
	public TwitchOAuthException getError() {
		return this.error;
	}

}
