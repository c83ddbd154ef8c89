package io.github.twitchoauth;

/**
 * Who may see the login page. A person who sees a code can log in an account of their
 * own.
 *
 * @since 0.1.0
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
