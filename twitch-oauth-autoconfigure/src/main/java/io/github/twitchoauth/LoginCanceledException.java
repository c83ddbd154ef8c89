package io.github.twitchoauth;

/**
 * A login was canceled by the application or its operator, before a person had approved
 * it.
 *
 * @since 0.1.0
 */
public class LoginCanceledException extends TwitchOAuthException {

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 */
	public LoginCanceledException(String message) {
		super(message);
	}

}
