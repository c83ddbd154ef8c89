package io.github.twitchoauth.benchmarks.logins;

import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that tells of new tokens.
 */
final class NotingTokenStore implements TokenStore {

	private final TokenStore store = new InMemoryTokenStore();

	private final Delays delays;

	NotingTokenStore(Delays delays) {
		this.delays = delays;
	}

	@Override
	public @Nullable TwitchToken find(String account) {
		return this.store.find(account);
	}

	@Override
	public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
		TwitchToken before = this.store.find(account);
		TwitchToken after = this.store.update(account, change);
		if (before == null && after != null) {
			this.delays.token(after.accessToken());
		}
		return after;
	}

	@Override
	public void assertLocked(String account) {
		this.store.assertLocked(account);
	}

	@Override
	public void writeAhead(String account, TwitchToken token) {
		this.store.writeAhead(account, token);
	}

}
