package io.github.twitchoauth.page;

/**
 * Who may see the login page. A person who sees a code can log in an account of their
 * own.
 */
public enum PageAccess {

	/**
	 * Browsers on the same machine, without a proxy between.
	 */
	LOCAL,

	/**
	 * Users who have logged in to the application.
	 */
	AUTHENTICATED,

	/**
	 * Everybody who can reach the application, or whom its own security lets through.
	 */
	ANY

}
