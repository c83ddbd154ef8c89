package io.github.twitchoauth.autoconfigure;

/**
 * Kinds of token store.
 */
public enum TokenStoreType {

	/**
	 * In memory: a restart loses tokens.
	 */
	MEMORY,

	/**
	 * In a file that several processes may share.
	 */
	FILE

}
