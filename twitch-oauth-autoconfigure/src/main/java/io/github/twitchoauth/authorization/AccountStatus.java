package io.github.twitchoauth.authorization;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchOAuthException;

/**
 * How an account is doing.
 */
public enum AccountStatus {

	/**
	 * There is a token, and it is stored.
	 */
	LOGGED_IN,

	/**
	 * There is a token, but it could not be stored yet: it is lost if the process ends.
	 */
	NOT_SAVED,

	/**
	 * There is a token, but it cannot be refreshed for now.
	 */
	REFRESH_FAILING,

	/**
	 * There is a token, but it cannot be refreshed until somebody sets the client's
	 * properties right.
	 */
	MISCONFIGURED,

	/**
	 * There is no token: a person must log in.
	 */
	LOGIN_REQUIRED;

	static AccountStatus of(TwitchOAuthException trouble) {
		return (trouble instanceof ClientConfigurationException) ? MISCONFIGURED : REFRESH_FAILING;
	}

}
