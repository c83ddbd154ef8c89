package io.github.twitchoauth.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Keeps one token per account. To keep tokens in a database of your own, implement
 * {@link TokenStorage} and declare a bean of type {@link StorageBasedTokenStore}.
 * <p>
 * Account names are case-sensitive, have up to 500 characters, and may contain any but
 * control characters. Methods may block: they are called on threads that allow it, and
 * must finish what they do although their thread is interrupted. Application contexts
 * must not share an instance. A failure is reported by a
 * {@link io.github.twitchoauth.TokenStoreException TokenStoreException}, whose message is
 * logged; any other exception is taken for one, and its message is not.
 * <p>
 * The module {@code twitch-oauth-test} has the test that all stores pass: extend
 * {@code io.github.twitchoauth.test.store.TokenStoreContract}.
 *
 * @since 0.1.0
 */
public interface TokenStore {

	/**
	 * Return the part of this store that keeps the tokens of one client. A token is dead
	 * for any client but its own.
	 * @param clientId the client
	 * @return the part, or this store if it does not keep the tokens of clients apart;
	 * {@link ClientTokenStore} tells them apart then
	 */
	default TokenStore forClient(String clientId) {
		return this;
	}

	/**
	 * Find an account's token. Does not wait for an {@link #update} of that account.
	 * @param account the account
	 * @return the token as it was last kept, or {@code null} if there is none
	 */
	@Nullable TwitchToken find(String account);

	/**
	 * List the accounts that have a token, page by page and in no particular order.
	 * Accounts that are saved or removed meanwhile may be listed or not; all others are
	 * listed once. Tokens that cannot be read may be left out.
	 * @param cursor {@code null} for the first page, then what the page before calls
	 * {@linkplain AccountPage#next() next}
	 * @param limit how many accounts the page may have, at least one
	 * @return the page; an empty one by default, for a store that cannot list
	 */
	default AccountPage findAccounts(@Nullable String cursor, int limit) {
		return new AccountPage(List.of(), null);
	}

	/**
	 * Keep a token in place of the account's present one.
	 * @param account the account
	 * @param token the token
	 */
	default void save(String account, TwitchToken token) {
		Assert.notNull(token, "'token' must not be null");
		updateAtOnce(account, (current) -> token);
	}

	/**
	 * Forget an account's token. A store that can do so without reading it should
	 * override this, so that what cannot be read any more can be forgotten.
	 * @param account the account
	 */
	default void remove(String account) {
		updateAtOnce(account, (current) -> null);
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
	 * As {@link #update}, with a function that waits for nothing. A store that limits how
	 * many updates are under way at once, because each waits for Twitch, overrides this:
	 * what is made already, such as the token that a person has just approved, must not
	 * wait for them.
	 * @param account the account
	 * @param change makes the new token from the present one, at once
	 * @return what the function returned
	 */
	default @Nullable TwitchToken updateAtOnce(String account, UnaryOperator<@Nullable TwitchToken> change) {
		return update(account, change);
	}

	/**
	 * Find the login that somebody has yet to approve for an account. It may have expired
	 * meanwhile, and says nothing of the account's token.
	 * @param account the account
	 * @return the login as it was last kept, or {@code null} if there is none or it
	 * cannot be read any more; by default, because nothing is kept
	 */
	default @Nullable PendingLogin findPendingLogin(String account) {
		return null;
	}

	/**
	 * Replace the login that somebody has yet to approve for an account by what the
	 * function makes of the present one, so that the next process, or another one, can go
	 * on with the same code. From the time at which the present login is read until the
	 * new one is kept, nobody else can change it. Does not wait for an {@link #update} of
	 * that account. A store that does not survive the process keeps nothing, as is the
	 * default.
	 * @param account the account
	 * @param change makes the new login from the present one, at once; {@code null}
	 * stands for none on both sides. It may be called several times, and what it last
	 * returned counts. The device code is a secret, and encrypted where tokens are
	 * @return the login that is kept now, or {@code null} if there is none
	 */
	default @Nullable PendingLogin updatePendingLogin(String account, UnaryOperator<@Nullable PendingLogin> change) {
		return null;
	}

	/**
	 * List the accounts for which a {@linkplain #findPendingLogin login} is kept, page by
	 * page and in no particular order, so that a process finds those that another one has
	 * begun. A store that processes share is asked every few seconds, and should not look
	 * at more than there are. Accounts whose login is kept or forgotten meanwhile may be
	 * listed or not; all others are listed once.
	 * @param cursor {@code null} for the first page, then what the page before calls
	 * {@linkplain AccountPage#next() next}
	 * @param limit how many accounts the page may have, at least one
	 * @return the page; an empty one by default, for a store that keeps no logins or
	 * cannot list them
	 */
	default AccountPage findPendingLogins(@Nullable String cursor, int limit) {
		return new AccountPage(List.of(), null);
	}

	/**
	 * Check that nobody else can have changed the account since its {@link #update}
	 * began, or has a newer token that is yet to be stored. Called by the function of
	 * that update, right before it presents a refresh token. A store whose locks can get
	 * lost without an error, as those of the operating system can, overrides this.
	 * @param account the account
	 * @throws io.github.twitchoauth.TokenStoreException if the account is not, or not
	 * certainly, locked any more, or if another process may come back with a newer token.
	 * Nothing is presented then, and it is tried again later
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

	/**
	 * Find out which tokens have changed, for many accounts at once and without reading
	 * the tokens.
	 * @param accounts the accounts
	 * @return for each account that this store has ever had a token of, a number that is
	 * another one after each change; nothing, as is the default, if no other process
	 * shares the store
	 */
	default Map<String, Long> findVersions(Collection<String> accounts) {
		return Map.of();
	}

	/**
	 * Return where the processes that share this store agree on which of them does what,
	 * such as polling for a login.
	 * @return leases, or empty, as is the default, if no other process shares the store.
	 * The same for all {@linkplain #forClient parts} of a store
	 */
	default Optional<LeaseStorage> leases() {
		return Optional.empty();
	}

	/**
	 * Return where the processes that share this store keep when each token is to be
	 * validated, so that each is validated by one of them.
	 * @return these times, or empty, as is the default: then each process validates the
	 * tokens that it uses. The same for all {@linkplain #forClient parts} of a store
	 */
	default Optional<ValidationStorage> validations() {
		return Optional.empty();
	}

}
