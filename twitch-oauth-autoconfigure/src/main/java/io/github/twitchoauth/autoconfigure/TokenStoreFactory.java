package io.github.twitchoauth.autoconfigure;

import io.github.twitchoauth.store.TokenStore;

/**
 * Creates the token store of a kind that needs a further library, if it is the one to be
 * used.
 *
 * @since 0.1.0
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
