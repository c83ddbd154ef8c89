package io.github.twitchoauth.autoconfigure;

import io.github.twitchoauth.store.TokenStore;

/**
 * Creates the token store of one kind, if that is the one to be used.
 */
public interface TokenStoreFactory {

	/**
	 * Return which kind of store this is for.
	 * @return the kind
	 */
	TokenStoreType getType();

	/**
	 * Create the store.
	 * @return the store
	 */
	TokenStore create();

}
