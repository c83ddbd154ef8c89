package io.github.twitchoauth.integration;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;

/**
 * A store that takes its time to keep a token.
 */
final class SlowTokenStore implements TokenStore {

	private final TokenStore store = new InMemoryTokenStore();

	@Override
	public TwitchToken find(String account) {
		return this.store.find(account);
	}

	@Override
	public TwitchToken update(String account, UnaryOperator<TwitchToken> change) {
		try {
			new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.store.update(account, change);
	}

}
