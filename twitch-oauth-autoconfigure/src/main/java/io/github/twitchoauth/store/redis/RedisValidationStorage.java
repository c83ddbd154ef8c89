package io.github.twitchoauth.store.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.DueAccounts;
import io.github.twitchoauth.store.TokenKey;
import io.github.twitchoauth.store.ValidationStorage;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Times of validations in two sorted sets for each client, which are on the same server
 * of a cluster: when accounts may be taken next, and since when those have been due that
 * somebody has taken.
 * <p>
 * An account is added before it gets a token and removed after it has lost it, because
 * its hash may be on another server. What a process that dies in between leaves is taken
 * like others, and found to have no token.
 */
final class RedisValidationStorage implements ValidationStorage {

	private static final RedisScript<Long> ADD = RedisScript
		.of(new ClassPathResource("add-validation.lua", RedisValidationStorage.class), Long.class);

	private static final RedisScript<List<String>> TAKE = script("take-validations");

	private static final RedisScript<List<String>> SCHEDULE = script("schedule-validations");

	private final StringRedisTemplate redis;

	private final String keyPrefix;

	RedisValidationStorage(StringRedisTemplate redis, String keyPrefix) {
		this.redis = redis;
		this.keyPrefix = keyPrefix + ":{validation:";
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static RedisScript<List<String>> script(String name) {
		return (RedisScript) RedisScript.of(new ClassPathResource(name + ".lua", RedisValidationStorage.class),
				List.class);
	}

	void add(TokenKey key) {
		this.redis.execute(ADD, keys(key.clientId()), key.account(), String.valueOf(FIRST_DELAY.toMillis()));
	}

	void remove(TokenKey key) {
		keys(key.clientId()).forEach((set) -> this.redis.opsForZSet().remove(set, key.account()));
	}

	// The cursor is a time, and how many accounts of that time the pages before it have.
	// A login keeps its time until it is removed.
	AccountPage accounts(String clientId, @Nullable String cursor, int limit) {
		String[] last = ((cursor != null) ? cursor : "0:0").split(":");
		List<TypedTuple<String>> page = List.copyOf(Objects.requireNonNull(this.redis.opsForZSet()
			.rangeByScoreWithScores(keys(clientId).get(0), Double.parseDouble(last[0]), Double.POSITIVE_INFINITY,
					Long.parseLong(last[1]), limit)));
		List<String> accounts = page.stream().map(TypedTuple::getValue).toList();
		return new AccountPage(accounts, (accounts.size() == limit) ? next(last, page) : null);
	}

	private static String next(String[] last, List<TypedTuple<String>> page) {
		long time = time(page.get(page.size() - 1));
		long before = (time == Long.parseLong(last[0])) ? Long.parseLong(last[1]) : 0;
		return time + ":" + (before + page.stream().filter((account) -> time(account) == time).count());
	}

	private static long time(TypedTuple<String> account) {
		return Objects.requireNonNull(account.getScore()).longValue();
	}

	@Override
	public DueAccounts take(String clientId, int limit, Duration hold) {
		List<String> result = run(TAKE, clientId, String.valueOf(limit), String.valueOf(hold.toMillis()));
		return new DueAccounts(result.subList(1, result.size()), Duration.ofMillis(Long.parseLong(result.get(0))));
	}

	@Override
	public Set<String> schedule(String clientId, Map<String, Duration> delays) {
		if (!delays.isEmpty()) {
			run(SCHEDULE, clientId,
					delays.entrySet()
						.stream()
						.flatMap((delay) -> Stream.of(delay.getKey(), String.valueOf(delay.getValue().toMillis())))
						.toArray());
		}
		return Set.of();
	}

	private List<String> run(RedisScript<List<String>> script, String clientId, Object... arguments) {
		return Objects.requireNonNull(this.redis.execute(script, keys(clientId), arguments), "A script has a result");
	}

	// A cluster keeps both on one server because of the part in braces, which must not be
	// empty.
	private List<String> keys(String clientId) {
		String client = this.keyPrefix + clientId + "}";
		return List.of(client + ":due", client + ":taken");
	}

}
