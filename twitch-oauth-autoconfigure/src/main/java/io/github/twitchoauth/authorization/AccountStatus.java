package io.github.twitchoauth.authorization;

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
	 * There is no token: a person must log in.
	 */
	LOGIN_REQUIRED

}
