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
 * // PostgreSQL: create table twitch_token (account varchar(500) primary key, token text, claim varchar(36))
 * final class JdbcTokenStore implements TokenStore {
 *
 *     private final Map<String, String> unkept = new ConcurrentHashMap<>();
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
 *         String claim = unkept.getOrDefault(account, UUID.randomUUID().toString());
 *         claim(account, claim);
 *         try {
 *             TwitchToken kept = transaction.execute((status) -> {
 *                 jdbc.sql("set local idle_in_transaction_session_timeout = 0").update();
 *                 if (texts("select claim from twitch_token where claim = ? and account = ? for update",
 *                         claim, account).isEmpty()) {
 *                     throw new TokenStoreException("'" + account + "' has been taken over by another process");
 *                 }
 *                 TwitchToken next = change.apply(find(account));
 *                 unkept.put(account, claim);
 *                 jdbc.sql("update twitch_token set token = ?, claim = null where account = ?")
 *                     .params((next != null) ? codec.write(account, next) : null, account).update();
 *                 return next;
 *             });
 *             unkept.remove(account);
 *             return kept;
 *         }
 *         catch (RuntimeException | Error ex) {
 *             if (!unkept.containsKey(account)) {
 *                 jdbc.sql("update twitch_token set claim = null where claim = ? and account = ?")
 *                     .params(claim, account).update();
 *             }
 *             throw ex;
 *         }
 *     }
 *
 *     // In a transaction of its own, before the function is called.
 *     private void claim(String account, String claim) {
 *         jdbc.sql("insert into twitch_token (account) values (?) on conflict do nothing").param(account).update();
 *         String other = null;
 *         long since = System.nanoTime();
 *         while (jdbc.sql("update twitch_token set claim = ? where account = ? and coalesce(claim, ?) in (?, ?)")
 *             .params(claim, account, claim, claim,
 *                     (other != null && System.nanoTime() - since > patience.toNanos()) ? other : claim)
 *             .update() == 0) {
 *             String present = texts("select claim from twitch_token where account = ?", account).get(0);
 *             if (!Objects.equals(present, other)) {
 *                 other = present;
 *                 since = System.nanoTime();
 *             }
 *             LockSupport.parkNanos(20_000_000);
 *         }
 *     }
 *
 *     public void remove(String account) {
 *         jdbc.sql("update twitch_token set token = null where account = ?").param(account).update();
 *     }
 *
 *     private List<String> texts(String sql, Object... values) {
 *         return jdbc.sql(sql).params(values).query((row, number) -> row.getString(1)).list();
 *     }
 *
 * }
 * }</pre> What to look out for:
 * <ul>
 * <li>The present token must be read after the lock has been taken, never from a cache.
 * <li>A process that dies must not leave its lock or claim behind for ever. Where it
 * cannot be told whether the owner lives, others take over when they have watched its
 * claim for two minutes, in which the owner will have tried again: it does so every
 * minute at least. It must notice when it has been taken over.
 * <li>A lock that ends by itself while its owner lives, such as that of a session which
 * the database ends for being idle, is as bad as none: switch that off.
 * <li>The lock must bear half a minute of HTTP requests: mind time-outs of transactions
 * and of locks. A refresh occupies a connection for as long as Twitch takes to answer, so
 * have at least two, and a pool of its own if many accounts are refreshed at once.
 * <li>The transaction must be one of its own. Otherwise it is not committed when
 * {@code update} returns, and a later rollback brings back a refresh token that is spent.
 * <li>Never delete the row: who waits for its lock would find none, and could lose the
 * token that it is about to write.
 * <li>Account names are case-sensitive, have up to 500 characters, and may contain any
 * but control characters.
 * <li>Applications with different client ids must not share tokens: a token is dead for
 * any client but its own.
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
	 * ended, updates of that account by others wait or fail.
	 * @param account the account
	 * @param change makes the new token from the present one; {@code null} stands for
	 * none on both sides. If it returns a token equal to the one it was given, nothing
	 * has to be written. If it throws, nothing is changed and the exception is passed on
	 * @return what the function returned
	 */
	@Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change);

}
