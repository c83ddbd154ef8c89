package io.github.twitchoauth.test.store;

import org.springframework.util.Assert;

/**
 * How another process opens a store.
 *
 * @param opener opens it
 * @param location passed to the opener
 * @since 0.1.0
 */
public record StoreLocation(Class<? extends TokenStoreOpener> opener, String location) {

	/**
	 * Create a location.
	 * @param opener opens it
	 * @param location passed to the opener
	 */
	public StoreLocation {
		Assert.notNull(opener, "'opener' must not be null");
		Assert.notNull(location, "'location' must not be null");
	}

}
