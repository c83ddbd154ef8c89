package io.github.twitchoauth.store.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.LeaseStorage;
import io.github.twitchoauth.store.TokenKey;
import io.github.twitchoauth.store.TokenStorage;
import io.github.twitchoauth.store.UnusableTokenStoreException;
import io.github.twitchoauth.store.ValidationStorage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * {@link TokenStorage} in Redis: a hash per account, which never expires. Its name ends
 * with a hash tag, so it may be anywhere in a cluster. A sorted set per client has the
 * names of its accounts, two more when their tokens are to be validated.
 * <p>
 * Redis has no locks that end with their owner. So the owner of a claim shows every ten
 * seconds that it is at work, and unlike with a database, a process that is paused for
 * longer than twelve minutes in the middle of a refresh is taken for a dead one: another
 * process presents the refresh token then, and the paused one may do so again when it
 * goes on.
 * <p>
 * Where there are replicas, a claim and a new token are awaited to be on one of them:
 * without a confirmed claim, a token is not refreshed. A cluster is not asked for that,
 * so a failover may lose the last second, which a process that has it in memory stores
 * again.
 *
 * @since 0.1.0
 */
public final class RedisTokenStorage implements TokenStorage {

	/**
	 * What the keys begin with by default.
	 */
	public static final String DEFAULT_KEY_PREFIX = "twitch:oauth";

	private static final Log logger = LogFactory.getLog(RedisTokenStorage.class);

	private static final Duration BEAT = Duration.ofSeconds(10);

	private static final RedisScript<String> CLAIM = script("claim", String.class);

	private static final RedisScript<Long> BEATING = script("beat", Long.class);

	private static final RedisScript<Long> REPLACE = script("replace", Long.class);

	private static final RedisScript<Long> RELEASE = script("release", Long.class);

	private final StringRedisTemplate redis;

	private final RedisServers servers;

	private final AccountIndex index;

	private final RedisValidationStorage validations;

	private final String keyPrefix;

	private final Duration beat;

	/**
	 * Create a storage. Redis is not asked yet.
	 * @param connectionFactory connects to Redis
	 * @param keyPrefix what the keys begin with
	 */
	public RedisTokenStorage(RedisConnectionFactory connectionFactory, String keyPrefix) {
		this(connectionFactory, keyPrefix, BEAT);
	}

	/**
	 * Create a storage for tests. Redis is not asked yet.
	 * @param connectionFactory connects to Redis
	 * @param keyPrefix what the keys begin with
	 * @param beat the time between two signs that an update is under way, which must be
	 * far less than the patience of others
	 */
	public RedisTokenStorage(RedisConnectionFactory connectionFactory, String keyPrefix, Duration beat) {
		Assert.notNull(connectionFactory, "'connectionFactory' must not be null");
		Assert.hasText(keyPrefix, "'keyPrefix' must not be empty");
		this.redis = new StringRedisTemplate(connectionFactory);
		this.servers = new RedisServers(this.redis);
		this.index = new AccountIndex(this.redis, keyPrefix);
		this.validations = new RedisValidationStorage(this.redis, keyPrefix);
		this.keyPrefix = keyPrefix;
		this.beat = beat;
	}

	private static <T> RedisScript<T> script(String name, Class<T> resultType) {
		return RedisScript.of(new ClassPathResource(name + ".lua", RedisTokenStorage.class), resultType);
	}

	/**
	 * Check that Redis keeps what it is given. Warns if nothing survives a restart.
	 * @throws UnusableTokenStoreException if Redis may evict tokens
	 */
	public void verify() {
		this.servers.verify();
	}

	@Override
	public @Nullable String read(TokenKey key) {
		return get(key, "document");
	}

	private @Nullable String get(TokenKey key, String field) {
		return this.redis.<String, String>opsForHash().get(name(key), field);
	}

	@Override
	public AccountPage findAccounts(String clientId, @Nullable String cursor, int limit) {
		return withToken(clientId, this.index.read(clientId, cursor, limit));
	}

	// The index has all accounts that have ever logged in, and these sets those that have
	// not lost what they had.
	@Override
	public AccountPage findPendingLogins(String clientId, @Nullable String cursor, int limit) {
		return withToken(clientId, this.validations.accounts(clientId, cursor, limit));
	}

	private AccountPage withToken(String clientId, AccountPage page) {
		return new AccountPage(page.accounts().stream().filter((account) -> hasToken(clientId, account)).toList(),
				page.next());
	}

	private boolean hasToken(String clientId, String account) {
		return this.redis.opsForHash().hasKey(name(new TokenKey(clientId, account)), "document");
	}

	@Override
	public @Nullable String claim(TokenKey key, String claim, @Nullable String expected) {
		String present = this.servers.durably(
				() -> run(CLAIM, key, claim, (expected != null) ? expected : "", key.clientId(), key.account()),
				claim::equals, () -> giveUp(key, claim, expected));
		return StringUtils.hasLength(present) ? present : null;
	}

	// After a failover, another process would not know of the claim, and present the same
	// refresh token. A claim that has replaced one stays, because that one tells the next
	// process that the refresh token may be spent.
	private void giveUp(TokenKey key, String claim, @Nullable String replaced) {
		if (replaced == null) {
			release(key, claim);
		}
		throw new TokenStoreException("No replica of Redis has confirmed in time that the token of account '"
				+ key.account() + "' is being updated, so it is left as it is");
	}

	@Override
	public boolean replace(TokenKey key, String claim, Change change) {
		List<String> fields = this.redis.<String, String>opsForHash()
			.multiGet(name(key), Arrays.asList("document", "claim"));
		if (!claim.equals(fields.get(1))) {
			return false;
		}
		this.index.add(key);
		this.validations.add(key);
		String next = change(key, claim, fields.get(0), change);
		if (this.servers.durably(() -> run(REPLACE, key, claim, (next != null) ? next : "")) == 0) {
			throw new TokenStoreException("The token of account '" + key.account()
					+ "' has been taken over by another process while it was being refreshed");
		}
		if (next == null) {
			forgetValidation(key);
		}
		return true;
	}

	// Another process may have stored a token meanwhile.
	private void forgetValidation(TokenKey key) {
		this.validations.remove(key);
		if (hasToken(key.clientId(), key.account())) {
			this.validations.add(key);
		}
	}

	private @Nullable String change(TokenKey key, String claim, @Nullable String document, Change change) {
		Disposable beating = Schedulers.boundedElastic()
			.schedulePeriodically(() -> beat(key, claim), this.beat.toMillis(), this.beat.toMillis(),
					TimeUnit.MILLISECONDS);
		try {
			return change.apply(document, () -> claim.equals(get(key, "claim")));
		}
		finally {
			beating.dispose();
		}
	}

	private void beat(TokenKey key, String claim) {
		try {
			run(BEATING, key, claim);
		}
		catch (RuntimeException ex) {
			logger.debug("Redis could not be told that account '" + key.account() + "' is being updated", ex);
		}
	}

	@Override
	public void release(TokenKey key, String claim) {
		run(RELEASE, key, claim);
	}

	@Override
	public Map<TokenKey, Long> versions(Collection<TokenKey> keys) {
		List<TokenKey> asked = List.copyOf(keys);
		List<?> present = getAll(asked, "version");
		Map<TokenKey, Long> versions = new HashMap<>();
		for (int i = 0; i < asked.size(); i++) {
			Object version = present.get(i);
			if (version != null) {
				versions.put(asked.get(i), Long.valueOf(version.toString()));
			}
		}
		return versions;
	}

	// No script reads them all, because they lie on different servers of a cluster. Jedis
	// cannot ask a cluster for more than one thing at a time. Spring Data wants null for
	// a
	// result, because those of the commands take its place.
	@SuppressWarnings("NullAway")
	private List<?> getAll(List<TokenKey> keys, String field) {
		try {
			return this.redis.executePipelined((RedisCallback<?>) (connection) -> {
				keys.forEach((key) -> connection.hashCommands().hGet(bytes(name(key)), bytes(field)));
				return null;
			});
		}
		catch (InvalidDataAccessApiUsageException ex) {
			return keys.stream().map((key) -> get(key, field)).toList();
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public Optional<LeaseStorage> leases() {
		return Optional.of(new RedisLeaseStorage(this.redis, this.keyPrefix));
	}

	@Override
	public Optional<ValidationStorage> validations() {
		return Optional.of(this.validations);
	}

	private <T> T run(RedisScript<T> script, TokenKey key, Object... arguments) {
		return Objects.requireNonNull(this.redis.execute(script, List.of(name(key)), arguments),
				"A script has a result");
	}

	private String name(TokenKey key) {
		return this.keyPrefix + ":token:{" + key.id() + "}";
	}

	@Override
	public String toString() {
		return "RedisTokenStorage[" + this.keyPrefix + "]";
	}

}
