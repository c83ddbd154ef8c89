package io.github.twitchoauth.observation;

/**
 * What a token store does.
 *
 * @since 0.1.0
 */
public enum StoreOperation {

	/**
	 * Find a token.
	 */
	FIND,

	/**
	 * List accounts.
	 */
	LIST,

	/**
	 * Replace a token. Lasts as long as the account is locked, so the requests of a
	 * refresh are within.
	 */
	UPDATE,

	/**
	 * Note that a refresh token is about to be presented.
	 */
	WRITE_AHEAD,

	/**
	 * Find a login that waits for its approval.
	 */
	FIND_PENDING_LOGIN,

	/**
	 * Keep a login that waits for its approval, or forget it.
	 */
	SAVE_PENDING_LOGIN,

	/**
	 * List accounts with logins that wait for their approval.
	 */
	LIST_PENDING_LOGINS,

	/**
	 * Find out which tokens other processes have changed.
	 */
	FIND_VERSIONS

}
