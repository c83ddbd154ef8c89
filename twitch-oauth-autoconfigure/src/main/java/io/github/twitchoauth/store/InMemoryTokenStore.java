package io.github.twitchoauth.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * {@link TokenStore} that forgets everything when the process ends. It keeps no pending
 * logins, which are of use to the next process only.
 *
 * @since 0.1.0
 */
public final class InMemoryTokenStore implements TokenStore {

	private static final long FOR_EVER = Long.MAX_VALUE / 2;

	private final Map<String, TwitchToken> tokens = new ConcurrentHashMap<>();

	private final KeyedLocks<String> locks = new KeyedLocks<>();

	@Override
	public @Nullable TwitchToken find(String account) {
		Assert.hasLength(account, "'account' must not be empty");
		return this.tokens.get(account);
	}

	@Override
	public AccountPage findAccounts(@Nullable String cursor, int limit) {
		Assert.isTrue(limit > 0, "'limit' must be positive");
		return AccountPage.of(this.tokens.keySet(), cursor, limit);
	}

	@Override
	public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
		Assert.hasLength(account, "'account' must not be empty");
		Assert.notNull(change, "'change' must not be null");
		this.locks.acquire(account, FOR_EVER);
		try {
			TwitchToken next = change.apply(this.tokens.get(account));
			keep(account, next);
			return next;
		}
		finally {
			this.locks.release(account);
		}
	}

	private void keep(String account, @Nullable TwitchToken token) {
		if (token != null) {
			this.tokens.put(account, token);
		}
		else {
			this.tokens.remove(account);
		}
	}

}
