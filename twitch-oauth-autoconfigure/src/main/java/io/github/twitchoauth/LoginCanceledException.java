package io.github.twitchoauth;

/**
 * A login was canceled by the application or its operator, before a person had approved
 * it.
 */
public class LoginCanceledException extends TwitchOAuthException {

	public LoginCanceledException(String message) {
		super(message);
	}

}
