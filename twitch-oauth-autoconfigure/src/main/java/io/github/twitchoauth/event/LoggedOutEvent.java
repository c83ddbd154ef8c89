package io.github.twitchoauth.event;

/**
 * The application has logged the account out: its tokens are forgotten. Nobody is asked
 * to log in again, unlike after an {@link AuthorizationLostEvent}.
 *
 * @see io.github.twitchoauth.TokenManager#revoke(String)
 * @see io.github.twitchoauth.TokenManager#forget(String)
 */
public class LoggedOutEvent extends TwitchOAuthEvent {

	public LoggedOutEvent(Object source, String account) {
		super(source, account);
	}

}
