package io.github.twitchoauth.authorization;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.store.ClientTokenStore;
import org.jspecify.annotations.Nullable;

/**
 * One account's token: in memory for those who read, in the store for the next process.
 * Everything but reading memory blocks and is done under the lock of the {@link Account},
 * so that memory never falls behind an older change.
 */
final class AccountTokens {

	private final String account;

	private final AccountLog log;

	private final ClientTokenStore store;

	private final TokenValidator validator;

	private final TokenExpiry expiry;

	private final AuthorizationEventPublisher publisher;

	private volatile @Nullable TwitchToken current;

	private volatile @Nullable TwitchToken former;

	private volatile boolean read;

	private volatile @Nullable UnsavedChange unsaved;

	private volatile @Nullable Refusal refusal;

	AccountTokens(String account, ClientTokenStore store, TokenValidator validator, TokenExpiry expiry,
			AuthorizationEventPublisher publisher) {
		this.account = account;
		this.log = new AccountLog(AccountTokens.class, account);
		this.store = store;
		this.validator = validator;
		this.expiry = expiry;
		this.publisher = publisher;
	}

	// Another process may have replaced it meanwhile.
	@Nullable TwitchToken current() {
		return this.current;
	}

	// Without a token, tells an account that is logged out from one that nobody has asked
	// the store for.
	boolean isRead() {
		return this.read;
	}

	boolean isCurrent(String accessToken) {
		TwitchToken token = this.current;
		return token != null && token.accessToken().equals(accessToken);
	}

	/**
	 * Return why the token that is stored is not used.
	 * @return the reason, or {@code null} if it is used, or if there is none
	 */
	@Nullable TwitchOAuthException objection() {
		Refusal refusal = this.refusal;
		return (refusal != null) ? refusal.objection() : null;
	}

	/**
	 * Return the change that is not in the store yet.
	 * @return the change, or {@code null} if the store is up to date
	 */
	@Nullable UnsavedChange unsaved() {
		return this.unsaved;
	}

	// Whether the store would mislead the next process.
	boolean isAtRisk() {
		UnsavedChange pending = this.unsaved;
		return pending != null && !pending.descriptive();
	}

	@Nullable TwitchToken load() {
		if (this.current == null) {
			UnsavedChange pending = this.unsaved;
			become((pending != null) ? pending.token() : translate(() -> this.store.find(this.account)));
		}
		return this.current;
	}

	// Takes over what another process may have stored. A store that has lost a token,
	// because it has failed over to a server that lags behind, gets the token again: the
	// one that it has is spent.
	void reload() {
		if (this.unsaved != null) {
			return;
		}
		TwitchToken found = translate(() -> this.store.find(this.account));
		TwitchToken token = this.current;
		if (token != null && isFormer(found)) {
			this.log.warn(login(), "The store has lost the latest change of account '" + this.account
					+ "', as when it fails over to a server that lags behind. The token is saved again");
			this.unsaved = new UnsavedChange((stored) -> isSame(stored, found), token, false);
			save();
		}
		else {
			become(found);
		}
	}

	// No process stores a token that it has replaced. This one may have seen the two in
	// the other order, and must follow then.
	private boolean isFormer(@Nullable TwitchToken token) {
		return token != null && isSame(token, this.former) && TokenExpiry.isEarlier(token, this.current);
	}

	// Every token becomes current here, wherever it comes from. If the examination adds
	// something to the token, the update stores it and calls this method again.
	private @Nullable TwitchToken become(@Nullable TwitchToken token) {
		this.read = true;
		if (token == null || isRefused(token)) {
			this.current = null;
			return null;
		}
		TwitchToken examined = examine(token);
		if (examined.equals(token)) {
			return acceptOrRefuse(token);
		}
		try {
			return updateAtOnce((stored) -> described(stored, examined));
		}
		catch (TokenStoreException ex) {
			return describeLater(examined, ex);
		}
	}

	private TwitchToken examine(TwitchToken token) {
		try {
			return this.validator.examine(token, this.expiry.isExpired(token));
		}
		catch (TwitchUnavailableException ex) {
			this.current = null;
			throw ex;
		}
	}

	private @Nullable TwitchToken acceptOrRefuse(TwitchToken token) {
		TwitchOAuthException objection = this.validator.ownership().objection(token);
		this.refusal = (objection != null) ? new Refusal(token.accessToken(), objection) : null;
		TwitchToken before = this.current;
		this.former = (before == null || isSame(before, token)) ? this.former : before;
		this.current = (objection != null) ? null : token;
		if (objection != null) {
			this.publisher.objected(objection);
		}
		return this.current;
	}

	private boolean isRefused(TwitchToken token) {
		Refusal refusal = this.refusal;
		return refusal != null && refusal.accessToken().equals(token.accessToken());
	}

	// A stored token that does not name its client is kept for the client that it may
	// belong to.
	void disown() {
		this.store.disown(this.account);
	}

	// A change that was made but could not be saved holds in memory, and is saved later,
	// also to a store that has come back empty. Taking it back would lose the login: a
	// refresh token is spent by then, and this is the only copy of the new one.
	@Nullable TwitchToken update(UnaryOperator<@Nullable TwitchToken> change) {
		return update(change, this.store::update);
	}

	// A change that waits for nothing does not wait for the refreshes of other accounts.
	private @Nullable TwitchToken updateAtOnce(UnaryOperator<@Nullable TwitchToken> change) {
		return update(change, this.store::updateAtOnce);
	}

	private @Nullable TwitchToken update(UnaryOperator<@Nullable TwitchToken> change,
			BiFunction<String, UnaryOperator<@Nullable TwitchToken>, @Nullable TwitchToken> update) {
		UnsavedChange pending = this.unsaved;
		TwitchToken token = this.current;
		TokenChange attempt = new TokenChange(change,
				(pending != null || token == null) ? pending : new UnsavedChange(this::isFormer, token, false));
		TwitchToken kept;
		try {
			kept = update.apply(this.account, attempt::apply);
			this.unsaved = null;
		}
		catch (Throwable ex) {
			attempt.rethrowRefusal();
			if (!attempt.isMade()) {
				throw storeFailure(ex);
			}
			kept = attempt.after();
			saveLater(new UnsavedChange(attempt::replaces, kept, !isAtRisk() && attempt.isDescriptive()), ex);
		}
		return become(kept);
	}

	// Called by the change of an update, before it does what cannot be undone. A store
	// that cannot write says so again when the update ends.
	void writeAhead(TwitchToken token) {
		try {
			this.store.writeAhead(this.account, token);
		}
		catch (RuntimeException ex) {
			this.log
				.debug("It could not be noted that a token is about to be refreshed: " + storeFailure(ex).getMessage());
		}
		translate(() -> {
			this.store.assertLocked(this.account);
			return this.account;
		});
	}

	// A token that a person has approved holds even if the store cannot be reached.
	void replace(TwitchToken token) {
		try {
			updateAtOnce((stored) -> token);
		}
		catch (TokenStoreException ex) {
			saveLater(new UnsavedChange((stored) -> true, token, false), ex);
			become(token);
		}
	}

	// Returns whether there was a token, also one that was not used.
	boolean revoke(Consumer<TwitchToken> revocation) {
		boolean found = load() != null || this.refusal != null;
		update((stored) -> {
			if (stored != null) {
				revocation.accept(stored);
			}
			return null;
		});
		this.refusal = null;
		return found;
	}

	// A token that cannot be read is removed, too. Returns whether there was a token.
	boolean forget() {
		try {
			boolean found = isThereOne();
			updateAtOnce((stored) -> null);
			this.refusal = null;
			return found;
		}
		catch (TokenStoreException ex) {
			return remove();
		}
	}

	private boolean isThereOne() {
		try {
			return load() != null || this.refusal != null;
		}
		catch (TwitchUnavailableException ex) {
			return true;
		}
	}

	private boolean remove() {
		translate(() -> {
			this.store.remove(this.account);
			return null;
		});
		boolean found = this.current != null;
		this.current = null;
		this.unsaved = null;
		this.refusal = null;
		return found;
	}

	// The description holds in memory even if the store cannot be reached. It is dropped
	// if another token has replaced the described one.
	void describe(TwitchToken token) {
		TwitchToken before = this.current;
		if (before != null && before.login() != null && isSame(before, token)
				&& !before.login().equals(token.login())) {
			this.log.info(token.login(), "The user of account '" + this.account + "' is called '" + token.login()
					+ "' now, not '" + before.login() + "' any more");
		}
		try {
			updateAtOnce((stored) -> described(stored, token));
		}
		catch (TokenStoreException ex) {
			if (isSame(this.current, token)) {
				describeLater(token, ex);
			}
		}
	}

	// The validation does not know whether the refresh token is possibly spent, so the
	// stored mark stays.
	private static @Nullable TwitchToken described(@Nullable TwitchToken stored, TwitchToken token) {
		return (stored != null && isSame(stored, token)) ? token.withPossiblySpent(stored.possiblySpent()) : stored;
	}

	private @Nullable TwitchToken describeLater(TwitchToken token, TokenStoreException ex) {
		saveLater(new UnsavedChange(replacedBy(token), token, !isAtRisk()), ex);
		return acceptOrRefuse(token);
	}

	private Predicate<@Nullable TwitchToken> replacedBy(TwitchToken token) {
		UnsavedChange pending = this.unsaved;
		return (pending != null) ? pending.replaces() : (stored) -> isSame(stored, token);
	}

	/**
	 * Try again to save what could not be saved.
	 */
	void save() {
		UnsavedChange pending = this.unsaved;
		if (pending == null) {
			return;
		}
		try {
			TwitchToken kept = this.store.updateAtOnce(this.account, pending::over);
			this.unsaved = null;
			become(kept);
			this.log.info(login(),
					isSame(this.current, pending.token())
							? "What could not be saved of account '" + this.account + "' is saved now"
							: "The token of account '" + this.account
									+ "' that could not be saved has been replaced by another process");
		}
		catch (TwitchUnavailableException ex) {
			this.log.warn(login(), "The token of account '" + this.account
					+ "' was replaced by another process, and cannot be used yet: " + ex.getMessage());
		}
		catch (Throwable ex) {
			saveLater(pending.later(), ex);
		}
	}

	private void saveLater(UnsavedChange pending, Throwable ex) {
		UnsavedChange before = this.unsaved;
		boolean told = before != null && before.descriptive() == pending.descriptive();
		this.unsaved = pending;
		// The message of a database's exception may quote the row.
		String text = pending.describe(this.account) + " Trying again in " + pending.backOff().toSeconds()
				+ " s and then less often: " + storeFailure(ex).getMessage();
		if (told) {
			this.log.debug(text);
		}
		else {
			this.log.error(login(), text);
		}
	}

	private @Nullable String login() {
		TwitchToken token = this.current;
		return (token != null) ? token.login() : null;
	}

	private <T> T translate(Supplier<T> access) {
		try {
			return access.get();
		}
		catch (Throwable ex) {
			throw storeFailure(ex);
		}
	}

	private TokenStoreException storeFailure(Throwable ex) {
		return (ex instanceof TokenStoreException failure) ? failure : new TokenStoreException("The token of account '"
				+ this.account + "' could not be read or written (" + ex.getClass().getSimpleName() + ")", ex);
	}

	static boolean isSame(@Nullable TwitchToken one, @Nullable TwitchToken other) {
		return (one == null || other == null) ? one == other : one.accessToken().equals(other.accessToken());
	}

	private record Refusal(String accessToken, TwitchOAuthException objection) {

		@Override
		public String toString() {
			return "Refusal[" + this.objection + "]";
		}

	}

}
