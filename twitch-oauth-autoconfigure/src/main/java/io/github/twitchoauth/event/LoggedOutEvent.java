package io.github.twitchoauth.event;

/**
 * The application, its operator or another node has logged the account out: its tokens
 * are forgotten. Nobody is asked to log in again, unlike after an
 * {@link AuthorizationLostEvent}.
 *
 * @since 0.1.0
 * @see io.github.twitchoauth.TokenManager#revoke(String)
 * @see io.github.twitchoauth.TokenManager#forget(String)
 */
public class LoggedOutEvent extends TwitchOAuthEvent {

	/**
	 * Create an event.
	 * @param source the component that publishes the event
	 * @param account the account
	 */
	public LoggedOutEvent(Object source, String account) {
		super(source, account);
	}

}
