package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * {@link TokenStore} that several processes share through a database, over a small
 * {@link TokenStorage}. Each client's tokens have rows of their own.
 * <p>
 * An update claims the account's row first, then locks it and replaces the token, which
 * clears the claim. The lock holds for as long as its owner lives. The claim holds where
 * the lock is gone, but the new token is not stored: the commit failed and the owner,
 * which has the only copy, will try again; or the owner has died. These cannot be told
 * apart, so others take over after two minutes in which the claim has not changed and the
 * row was not locked. The refresh token that they find is {@linkplain TwitchToken
 * possibly spent} and marked so, before anything else is done with it. It is not
 * presented for another ten minutes, in which an owner that lives can come back and save
 * the new token, which replaces the marked one.
 * <p>
 * Whoever waits holds neither lock nor connection. With an encryption key, a token that
 * was stored without one is encrypted when it is next written.
 *
 * @since 0.1.0
 */
public final class StorageBasedTokenStore implements TokenStore {

	/**
	 * How many updates are under way at once by default.
	 */
	public static final int DEFAULT_MAX_CONCURRENT_UPDATES = 4;

	/**
	 * How long a claim must be unchanged by default before others take over.
	 */
	public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);

	private final String clientId;

	private final TokenStorage storage;

	private final TokenRows rows;

	private final PendingLoginRows logins;

	private final ClaimedUpdates updates;

	/**
	 * Create a store with the default limits.
	 * @param storage where tokens are kept
	 * @param codec turns tokens into documents
	 */
	public StorageBasedTokenStore(TokenStorage storage, TokenCodec codec) {
		this(storage, codec, DEFAULT_MAX_CONCURRENT_UPDATES, DEFAULT_PATIENCE);
	}

	/**
	 * Create a store.
	 * @param storage where tokens are kept
	 * @param codec turns tokens into documents
	 * @param maxConcurrentUpdates how many updates that wait for Twitch may be under way
	 * at once, each of which may occupy a connection for as long as Twitch takes to
	 * answer; others wait
	 * @param patience how long the claim of another process must be unchanged before it
	 * is taken over. The same in all processes, and more than the minute after which the
	 * owner of a token that could not be stored tries again; less in tests only. Five
	 * times as long, its owner may come back
	 */
	public StorageBasedTokenStore(TokenStorage storage, TokenCodec codec, int maxConcurrentUpdates, Duration patience) {
		this(storage, codec, maxConcurrentUpdates, patience, ElapsedTime.REAL);
	}

	StorageBasedTokenStore(TokenStorage storage, TokenCodec codec, int maxConcurrentUpdates, Duration patience,
			ElapsedTime time) {
		Assert.notNull(storage, "'storage' must not be null");
		Assert.notNull(codec, "'codec' must not be null");
		Assert.isTrue(maxConcurrentUpdates > 0, "'maxConcurrentUpdates' must be positive");
		Assert.isTrue(patience != null && !patience.isNegative() && !patience.isZero(), "'patience' must be positive");
		this.clientId = "";
		this.storage = storage;
		this.rows = new TokenRows(codec);
		this.logins = new PendingLoginRows(storage, codec.forPendingLogins());
		this.updates = new ClaimedUpdates(storage, maxConcurrentUpdates, patience, time);
	}

	private StorageBasedTokenStore(StorageBasedTokenStore parent, String clientId) {
		this.clientId = clientId;
		this.storage = parent.storage;
		this.rows = parent.rows;
		this.logins = parent.logins;
		this.updates = parent.updates;
	}

	@Override
	public TokenStore forClient(String clientId) {
		Assert.hasText(clientId, "'clientId' must not be empty");
		return new StorageBasedTokenStore(this, clientId);
	}

	@Override
	public @Nullable TwitchToken find(String account) {
		TokenKey key = key(account);
		return this.rows.read(key, this.storage.read(key));
	}

	@Override
	public AccountPage findAccounts(@Nullable String cursor, int limit) {
		Assert.isTrue(limit > 0, "'limit' must be positive");
		return this.storage.findAccounts(this.clientId, cursor, limit);
	}

	@Override
	public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
		Assert.notNull(change, "'change' must not be null");
		RowUpdate update = new RowUpdate(key(account), this.rows, change);
		this.updates.run(update);
		return update.next();
	}

	@Override
	public @Nullable TwitchToken updateAtOnce(String account, UnaryOperator<@Nullable TwitchToken> change) {
		Assert.notNull(change, "'change' must not be null");
		RowUpdate update = new RowUpdate(key(account), this.rows, change);
		this.updates.runAtOnce(update);
		return update.next();
	}

	@Override
	public void remove(String account) {
		this.updates.runAtOnce(RowUpdate.removal(key(account)));
	}

	@Override
	public @Nullable PendingLogin findPendingLogin(String account) {
		return this.logins.find(TokenKey.ofPendingLogin(this.clientId, account));
	}

	@Override
	public @Nullable PendingLogin updatePendingLogin(String account, UnaryOperator<@Nullable PendingLogin> change) {
		Assert.notNull(change, "'change' must not be null");
		return this.logins.update(TokenKey.ofPendingLogin(this.clientId, account), change);
	}

	@Override
	public AccountPage findPendingLogins(@Nullable String cursor, int limit) {
		Assert.isTrue(limit > 0, "'limit' must be positive");
		return this.storage.findPendingLogins(TokenKey.clientOfPendingLogins(this.clientId), cursor, limit);
	}

	@Override
	public void assertLocked(String account) {
		this.updates.assertLocked(key(account));
	}

	@Override
	public Map<String, Long> findVersions(Collection<String> accounts) {
		return this.storage.versions(accounts.stream().map(this::key).toList())
			.entrySet()
			.stream()
			.collect(Collectors.toMap((version) -> version.getKey().account(), Map.Entry::getValue));
	}

	@Override
	public Optional<LeaseStorage> leases() {
		return this.storage.leases();
	}

	@Override
	public Optional<ValidationStorage> validations() {
		return this.storage.validations();
	}

	/**
	 * Return how many claims this process has taken over since it started, because their
	 * owners were not heard of for too long.
	 * @return the number, for all clients together
	 */
	public long claimsTakenOver() {
		return this.updates.claimsTakenOver();
	}

	private TokenKey key(String account) {
		return new TokenKey(this.clientId, account);
	}

	@Override
	public String toString() {
		return "StorageBasedTokenStore[" + this.storage + "]";
	}

}
