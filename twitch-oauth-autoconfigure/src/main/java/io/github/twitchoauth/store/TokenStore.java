package io.github.twitchoauth.store;

import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Keeps one token per account. To keep tokens in a database of your own, implement this
 * interface and declare a bean of it.
 * <p>
 * What makes a store correct is {@link #update}. On Twitch a refresh token works once,
 * and presenting it twice destroys the whole authorization, so nobody else in any thread
 * or process may change, or be about to refresh, an account while its update is under
 * way. In a database a row lock does that, held to the end of a transaction. And if the
 * transaction fails after the function has made a new token, the present refresh token is
 * spent, while the new one is in the memory of that process alone until it has tried
 * again. A claim on the row keeps others from it meanwhile:
 *
 * <pre>{@code
 * // PostgreSQL: create table twitch_token (account varchar(500) primary key, token text, claim text)
 * final class JdbcTokenStore implements TokenStore {
 *
 *     private final String owner = UUID.randomUUID().toString();
 *
 *     private final AtomicLong claims = new AtomicLong();
 *
 *     private final Map<String, Object> locks = new ConcurrentHashMap<>();
 *
 *     private final Set<String> unkept = ConcurrentHashMap.newKeySet();
 *
 *     private final JdbcClient jdbc;
 *
 *     private final TransactionTemplate transaction;
 *
 *     private final TokenCodec codec;      // a bean: encrypts with token-store.encryption-key
 *
 *     private final Duration patience;     // two minutes, less in a test
 *
 *     JdbcTokenStore(DataSource dataSource, TokenCodec codec, Duration patience) {
 *         this.jdbc = JdbcClient.create(dataSource);
 *         this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
 *         this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
 *         this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
 *         this.codec = codec;
 *         this.patience = patience;
 *     }
 *
 *     public TwitchToken find(String account) {
 *         List<String> tokens = texts("select token from twitch_token where account = ?", account);
 *         String json = tokens.isEmpty() ? null : tokens.get(0);
 *         return (json != null) ? codec.read(account, json) : null;
 *     }
 *
 *     public TwitchToken update(String account, UnaryOperator<TwitchToken> change) {
 *         synchronized (locks.computeIfAbsent(account, (name) -> new Object())) {
 *             String claim = claim(account);
 *             try {
 *                 TwitchToken kept = transaction.execute((status) -> update(account, claim, change));
 *                 unkept.remove(account);
 *                 return kept;
 *             }
 *             catch (RuntimeException | Error ex) {
 *                 if (!unkept.contains(account)) {
 *                     release(account, ex);
 *                 }
 *                 throw ex;
 *             }
 *         }
 *     }
 *
 *     private TwitchToken update(String account, String claim, UnaryOperator<TwitchToken> change) {
 *         jdbc.sql("set local idle_in_transaction_session_timeout = 0").update();
 *         if (texts("select claim from twitch_token where account = ? and claim = ? for update", account, claim)
 *             .isEmpty()) {
 *             throw new TokenStoreException("'" + account + "' has been taken over by another process");
 *         }
 *         TwitchToken next = change.apply(find(account));
 *         unkept.add(account);
 *         write("update twitch_token set token = ?, claim = null where account = ?",
 *                 (next != null) ? codec.write(account, next) : null, account);
 *         return next;
 *     }
 *
 *     // A new claim for each try: others see that this process is still trying.
 *     private String claim(String account) {
 *         String claim = owner + "/" + claims.incrementAndGet();
 *         write("insert into twitch_token (account) values (?) on conflict do nothing", account);
 *         String other = null;
 *         long since = System.nanoTime();
 *         boolean interrupted = false;
 *         while (write("update twitch_token set claim = ? where account = ?"
 *                 + " and (claim is null or claim like ? or claim = ?)", claim, account, owner + "/%",
 *                 (other != null && System.nanoTime() - since > patience.toNanos()) ? other : claim) == 0) {
 *             String present = texts("select claim from twitch_token where account = ?", account).get(0);
 *             if (!Objects.equals(present, other)) {
 *                 other = present;
 *                 since = System.nanoTime();
 *             }
 *             LockSupport.parkNanos(20_000_000);
 *             interrupted |= Thread.interrupted();
 *         }
 *         if (interrupted) {
 *             Thread.currentThread().interrupt();
 *         }
 *         return claim;
 *     }
 *
 *     private void release(String account, Throwable failure) {
 *         try {
 *             write("update twitch_token set claim = null where account = ? and claim like ?", account, owner + "/%");
 *         }
 *         catch (RuntimeException ex) {
 *             failure.addSuppressed(ex);
 *         }
 *     }
 *
 *     public void remove(String account) {
 *         synchronized (locks.computeIfAbsent(account, (name) -> new Object())) {
 *             write("update twitch_token set token = null where account = ?", account);
 *             unkept.remove(account);
 *             write("update twitch_token set claim = null where account = ? and claim like ?", account, owner + "/%");
 *         }
 *     }
 *
 *     private List<String> texts(String sql, Object... values) {
 *         return jdbc.sql(sql).params(values).query((row, number) -> row.getString(1)).list();
 *     }
 *
 *     private int write(String sql, Object... values) {
 *         return jdbc.sql(sql).params(values).update();
 *     }
 *
 * }
 * }</pre> What to look out for:
 * <ul>
 * <li>The present token must be read after the lock has been taken, never from a cache.
 * <li>A process that dies must not leave its lock or claim behind for ever. Where it
 * cannot be told whether the owner of a claim lives, others take over when they have seen
 * it unchanged for two minutes. The owner tries again every minute at least, and changes
 * its claim each time. It must notice when it has been taken over.
 * <li>A lock that ends by itself while its owner lives, such as that of a session which
 * the database ends for being idle, is as bad as none: switch that off.
 * <li>Application contexts must not share an instance: the one could be given the token
 * whose successor the other has yet to save.
 * <li>The lock must bear half a minute of HTTP requests: mind time-outs of transactions
 * and of locks. A refresh occupies a connection for as long as Twitch takes to answer, so
 * have at least two, and a pool of its own if many accounts are refreshed at once.
 * <li>The transaction must be one of its own. Otherwise it is not committed when
 * {@code update} returns, and a later rollback brings back a refresh token that is spent.
 * <li>Never delete the row: who waits for its lock would find none, and could lose the
 * token that it is about to write.
 * <li>Account names are case-sensitive, have up to 500 characters, and may contain any
 * but control characters.
 * <li>A token is dead for any client but its own. Applications with different client ids
 * may share a store all the same: where another client's token has the name of the
 * account, the starter keeps its own as {@code account@client-id}, and updates that
 * account within the update of the other one when it is new. So keep the client id with
 * the token, as {@link TokenCodec} does.
 * <li>Methods may block: they are called on threads that allow it, never on an event
 * loop. They must finish what they do although their thread is interrupted, because the
 * token they are to keep may be the only copy.
 * <li>A failure is reported by an {@link io.github.twitchoauth.TokenStoreException
 * TokenStoreException}; any other exception is taken for one. Whatever fails, a token
 * that was there before must still be there afterwards, locked for others if the function
 * has returned a new one. Logs must not contain a token; the message of a
 * {@code TokenStoreException} is logged, those of other exceptions are not.
 * </ul>
 * The module {@code twitch-oauth-test} has the test that all stores pass: extend
 * {@code io.github.twitchoauth.test.store.TokenStoreContract}.
 */
public interface TokenStore {

	/**
	 * Find an account's token. Does not wait for an {@link #update} of that account.
	 * @param account the account
	 * @return the token as it was last kept, or {@code null} if there is none
	 */
	@Nullable TwitchToken find(String account);

	/**
	 * Keep a token in place of the account's present one.
	 * @param account the account
	 * @param token the token
	 */
	default void save(String account, TwitchToken token) {
		Assert.notNull(token, "'token' must not be null");
		update(account, (current) -> token);
	}

	/**
	 * Forget an account's token. A store that can do so without reading it should
	 * override this, so that what cannot be read any more can be forgotten.
	 * @param account the account
	 */
	default void remove(String account) {
		update(account, (current) -> null);
	}

	/**
	 * Replace an account's token by what the function makes of the present one. From the
	 * time at which the present token is read until the new one is kept, nobody else can
	 * change that account. The function may take as long as a few HTTP requests do; other
	 * accounts must not have to wait meanwhile. It is called exactly once, on the calling
	 * thread; it must not change the same account through the store. On return the new
	 * token is as durable as this store can make it.
	 * <p>
	 * If the function has returned a new token and that cannot be kept, the caller has
	 * the only copy, and will try again. Until it has succeeded, or its process has
	 * ended, updates of that account through other instances of the store wait or fail,
	 * here and in other processes. The next function that the same instance calls gets
	 * either token.
	 * @param account the account
	 * @param change makes the new token from the present one; {@code null} stands for
	 * none on both sides. If it returns a token equal to the one it was given, nothing
	 * has to be written. If it throws, nothing is changed and the exception is passed on
	 * @return what the function returned
	 */
	@Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change);

	/**
	 * Check that nobody else can have changed the account since its {@link #update}
	 * began. Called by the function of that update, right before it presents a refresh
	 * token. A store whose locks can get lost without an error, as those of the operating
	 * system can, overrides this.
	 * @param account the account
	 * @throws io.github.twitchoauth.TokenStoreException if the account is not, or not
	 * certainly, locked any more
	 */
	default void assertLocked(String account) {
	}

	/**
	 * Keep a token now, while the {@link #update} of its account is under way. Called by
	 * the function of that update before it presents a refresh token, with a token that
	 * says so: should the process end before the function does, the next one knows.
	 * <p>
	 * What the function returns takes the place of that token. If the function throws,
	 * the token that it was given does. A store whose tokens survive the process
	 * overrides this; one that cannot write within an update, such as within a
	 * transaction that locks the row, may leave it. The refresh goes on even if this
	 * fails.
	 * @param account the account
	 * @param token the token that the function was given, with its refresh token
	 * {@linkplain TwitchToken#possiblySpent() possibly spent}
	 * @throws io.github.twitchoauth.TokenStoreException if the token could not be kept
	 */
	default void writeAhead(String account, TwitchToken token) {
	}

}
