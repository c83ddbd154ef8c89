package io.github.twitchoauth.autoconfigure;

import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Creates stores that forget everything.
 */
final class MemoryTokenStoreFactory {

	private static final Log logger = LogFactory.getLog(MemoryTokenStoreFactory.class);

	TokenStore create() {
		logger.info("Twitch tokens are kept in memory only, so each restart asks for a new login."
				+ " To keep them, set twitch.oauth.token-store.type=file");
		return new InMemoryTokenStore();
	}

}
