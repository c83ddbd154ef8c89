package io.github.twitchoauth.tokens;

import java.util.function.UnaryOperator;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;

/**
 * A store like somebody's database, which has its bad days.
 */
final class FlakyTokenStore implements TokenStore {

	private final TokenStore store = new InMemoryTokenStore();

	private volatile boolean readable = true;

	private volatile boolean writable = true;

	void readable(boolean readable) {
		this.readable = readable;
	}

	void writable(boolean writable) {
		this.writable = writable;
	}

	@Override
	public TwitchToken find(String account) {
		if (!this.readable) {
			throw new TokenStoreException("no connection");
		}
		return this.store.find(account);
	}

	@Override
	public TwitchToken update(String account, UnaryOperator<TwitchToken> change) {
		if (!this.readable) {
			throw new TokenStoreException("no connection");
		}
		return this.store.update(account, (present) -> {
			TwitchToken next = change.apply(present);
			if (!this.writable && next != present) {
				throw new IllegalStateException("disk full");
			}
			return next;
		});
	}

}
