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
 * way. In a database a row lock does that, held to the end of a transaction:
 *
 * <pre>{@code
 * // PostgreSQL: create table twitch_token (account varchar(500) primary key, token text)
 * final class JdbcTokenStore implements TokenStore {
 *
 *     private final JdbcClient jdbc;
 *
 *     private final TransactionTemplate transaction;
 *
 *     private final TokenCodec codec;   // a bean: encrypts with token-store.encryption-key
 *
 *     JdbcTokenStore(DataSource dataSource, TokenCodec codec) {
 *         this.jdbc = JdbcClient.create(dataSource);
 *         this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
 *         this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
 *         this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
 *         this.codec = codec;
 *     }
 *
 *     public TwitchToken find(String account) {
 *         return read(account, "select token from twitch_token where account = ?");
 *     }
 *
 *     public TwitchToken update(String account, UnaryOperator<TwitchToken> change) {
 *         return transaction.execute((status) -> {
 *             jdbc.sql("set local idle_in_transaction_session_timeout = 0").update();
 *             // A row that does not exist cannot be locked.
 *             jdbc.sql("insert into twitch_token (account) values (?) on conflict do nothing").param(account).update();
 *             TwitchToken current = read(account, "select token from twitch_token where account = ? for update");
 *             TwitchToken next = change.apply(current);
 *             write(account, (next != null) ? codec.write(account, next) : null);
 *             return next;
 *         });
 *     }
 *
 *     public void remove(String account) {
 *         write(account, null);
 *     }
 *
 *     private TwitchToken read(String account, String sql) {
 *         List<String> rows = jdbc.sql(sql).param(account).query((row, number) -> row.getString(1)).list();
 *         String json = rows.isEmpty() ? null : rows.get(0);
 *         return (json != null) ? codec.read(account, json) : null;
 *     }
 *
 *     private void write(String account, String json) {
 *         jdbc.sql("update twitch_token set token = ? where account = ?").params(json, account).update();
 *     }
 *
 * }
 * }</pre> What to look out for:
 * <ul>
 * <li>The present token must be read after the lock has been taken, never from a cache.
 * <li>A process that dies must not leave its lock behind. A lock that ends by itself
 * while its owner lives, such as that of a session which the database ends for being
 * idle, lets another process present a token that is spent: switch that off, or let the
 * owner notice and not write any more.
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
 * that was there before must still be there afterwards. Logs must not contain a token;
 * the message of a {@code TokenStoreException} is logged, those of other exceptions are
 * not.
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
	 * @param account the account
	 * @param change makes the new token from the present one; {@code null} stands for
	 * none on both sides. If it returns a token equal to the one it was given, nothing
	 * has to be written. If it throws, nothing is changed and the exception is passed on
	 * @return what the function returned
	 */
	@Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change);

}
