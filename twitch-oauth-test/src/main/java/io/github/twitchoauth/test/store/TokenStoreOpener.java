package io.github.twitchoauth.test.store;

import io.github.twitchoauth.store.TokenStore;

/**
 * Opens a store in another process. Needs a constructor without parameters.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TokenStoreOpener {

	/**
	 * Open the store.
	 * @param location where the tokens are, for example a path or a URL
	 * @return the store
	 */
	TokenStore open(String location);

}
