package io.github.twitchoauth.autoconfigure;

/**
 * Kinds of token store.
 *
 * @since 0.1.0
 */
public enum TokenStoreType {

	/**
	 * In memory: a restart loses tokens.
	 */
	MEMORY,

	/**
	 * In a file that several processes may share.
	 */
	FILE,

	/**
	 * In a relational database that several machines may share.
	 */
	JDBC,

	/**
	 * In Redis, which several machines may share.
	 */
	REDIS

}
