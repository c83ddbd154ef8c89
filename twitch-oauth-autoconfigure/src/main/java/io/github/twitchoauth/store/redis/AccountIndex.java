package io.github.twitchoauth.store.redis;

import java.util.List;
import java.util.Set;

import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.TokenKey;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Range;
import org.springframework.data.domain.Range.Bound;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The names of all accounts that have had a token, in a sorted set for each client.
 * Spring Data cannot go on with a {@code SCAN} in another call, and a {@code SCAN} would
 * go through everything that others keep in the same Redis.
 * <p>
 * A name is added before the account gets a token and is never removed, as its hash is
 * not: in a cluster these lie on different servers, so that no transaction holds both.
 */
final class AccountIndex {

	private final StringRedisTemplate redis;

	private final String keyPrefix;

	AccountIndex(StringRedisTemplate redis, String keyPrefix) {
		this.redis = redis;
		this.keyPrefix = keyPrefix;
	}

	void add(TokenKey key) {
		this.redis.opsForZSet().add(name(key.clientId()), key.account(), 0);
	}

	// The cursor is the last name of the page before it.
	AccountPage read(String clientId, @Nullable String cursor, int limit) {
		Range<String> rest = (cursor != null) ? Range.rightUnbounded(Bound.exclusive(cursor)) : Range.unbounded();
		Set<String> names = this.redis.opsForZSet().rangeByLex(name(clientId), rest, Limit.limit().count(limit));
		List<String> accounts = (names != null) ? List.copyOf(names) : List.of();
		return new AccountPage(accounts, (accounts.size() == limit) ? accounts.get(limit - 1) : null);
	}

	private String name(String clientId) {
		return this.keyPrefix + ":accounts:" + clientId;
	}

}
