package io.github.twitchoauth.test.store;

import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import org.junit.jupiter.api.Assumptions;

/**
 * {@link TokenStoreContract} of {@link InMemoryTokenStore}.
 */
class InMemoryTokenStoreContractTests extends TokenStoreContract {

	private final InMemoryTokenStore store = new InMemoryTokenStore();

	@Override
	protected TokenStore openStore() {
		return this.store;
	}

	@Override
	protected boolean keepsPendingLogins() {
		return false;
	}

	@Override
	protected Runnable breakUpdate() {
		return Assumptions.abort("Nothing keeps a map from taking a token");
	}

}
