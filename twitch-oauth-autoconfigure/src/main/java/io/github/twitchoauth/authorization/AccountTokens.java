package io.github.twitchoauth.authorization;

import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.store.ClientTokenStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One account's token: in memory for those who read, in the store for the next process.
 * Changes exclude each other, in this process by a lock and elsewhere by the store, so
 * that memory never falls behind an older change. All methods that touch the store block.
 */
final class AccountTokens {

	private static final Log logger = LogFactory.getLog(AccountTokens.class);

	private final String account;

	private final ClientTokenStore store;

	private final TokenOwnership ownership;

	private final AuthorizationLifecycle lifecycle;

	private final Listener listener;

	private final Lock lock;

	private volatile @Nullable TwitchToken current;

	private volatile @Nullable UnsavedChange unsaved;

	private volatile @Nullable Refusal refusal;

	private boolean saveScheduled;

	/**
	 * Create the tokens of an account.
	 * @param account the account
	 * @param store where they are kept
	 * @param ownership knows whose they must be
	 * @param lifecycle lends threads
	 * @param lock excludes changes in this process from each other
	 * @param listener hears what happens to them on the way
	 */
	AccountTokens(String account, ClientTokenStore store, TokenOwnership ownership, AuthorizationLifecycle lifecycle,
			Lock lock, Listener listener) {
		this.account = account;
		this.store = store;
		this.ownership = ownership;
		this.lifecycle = lifecycle;
		this.lock = lock;
		this.listener = listener;
	}

	// Another process may have replaced it meanwhile.
	@Nullable TwitchToken current() {
		return this.current;
	}

	// Why the token that is stored is not used, if that is so.
	@Nullable TwitchOAuthException objection() {
		Refusal refusal = this.refusal;
		return (refusal != null) ? refusal.objection() : null;
	}

	boolean isUnsaved() {
		return this.unsaved != null;
	}

	// Whether the store would mislead the next process.
	boolean isAtRisk() {
		UnsavedChange pending = this.unsaved;
		return pending != null && !pending.descriptive();
	}

	<T> T exclusively(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Nullable TwitchToken load() {
		return exclusively(() -> {
			if (this.current == null) {
				UnsavedChange pending = this.unsaved;
				become((pending != null) ? pending.token() : translate(() -> this.store.find(this.account)));
			}
			return this.current;
		});
	}

	// The one place where a token becomes current, whatever road it has come by. What is
	// found out about it is stored, and it comes by here again.
	private @Nullable TwitchToken become(@Nullable TwitchToken token) {
		if (token == null || isRefused(token)) {
			this.current = null;
			return null;
		}
		TwitchToken examined = examine(token);
		if (examined.equals(token)) {
			return acceptOrRefuse(token);
		}
		try {
			return update((stored) -> isSame(stored, examined) ? examined : stored);
		}
		catch (TokenStoreException ex) {
			return describeLater(examined, ex);
		}
	}

	private TwitchToken examine(TwitchToken token) {
		try {
			return this.ownership.examine(token);
		}
		catch (TwitchUnavailableException ex) {
			this.current = null;
			throw ex;
		}
	}

	private @Nullable TwitchToken acceptOrRefuse(TwitchToken token) {
		TwitchOAuthException objection = this.ownership.objection(token);
		this.refusal = (objection != null) ? new Refusal(token.accessToken(), objection) : null;
		this.current = (objection != null) ? null : token;
		if (objection != null) {
			this.listener.refused(objection);
		}
		return this.current;
	}

	private boolean isRefused(TwitchToken token) {
		Refusal refusal = this.refusal;
		return refusal != null && refusal.accessToken().equals(token.accessToken());
	}

	// It stays in the store if that does not say whose it is.
	void disown() {
		this.store.disown(this.account);
	}

	// A change that was made but could not be saved holds in memory, and is saved later,
	// also to a store that has come back empty. Taking it back would lose the login: a
	// refresh token is spent by then, and this is the only copy of the new one.
	@Nullable TwitchToken update(UnaryOperator<@Nullable TwitchToken> change) {
		return exclusively(() -> {
			TokenChange attempt = new TokenChange(change, this.unsaved);
			TwitchToken kept;
			try {
				kept = this.store.update(this.account, attempt::apply);
				this.unsaved = null;
			}
			catch (Throwable ex) {
				attempt.rethrowRefusal();
				if (!attempt.isMade()) {
					throw storeFailure(ex);
				}
				kept = attempt.after();
				saveLater(new UnsavedChange((stored) -> stored == null || isSame(stored, attempt.stored()), kept,
						!isAtRisk() && attempt.isDescriptive()), ex);
			}
			return become(kept);
		});
	}

	// Called by the change of an update, before it does what cannot be undone.
	void assertLocked() {
		translate(() -> {
			this.store.assertLocked(this.account);
			return this.account;
		});
	}

	// A token that a person has approved holds even if the store cannot be reached.
	void replace(TwitchToken token) {
		exclusively(() -> {
			try {
				return update((stored) -> token);
			}
			catch (TokenStoreException ex) {
				saveLater(new UnsavedChange((stored) -> true, token, false), ex);
				return become(token);
			}
		});
	}

	// Also what cannot be read. Returns whether there was a token.
	boolean forget() {
		return exclusively(() -> {
			try {
				boolean found = isThereOne();
				update((stored) -> null);
				this.refusal = null;
				return found;
			}
			catch (TokenStoreException ex) {
				return remove();
			}
		});
	}

	private boolean isThereOne() {
		try {
			return load() != null;
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

	// What has been learned about a token holds even if the store cannot be reached.
	// Another token that has taken its place stays as it is.
	@Nullable TwitchToken describe(TwitchToken token) {
		return exclusively(() -> {
			try {
				return update((stored) -> isSame(stored, token) ? token : stored);
			}
			catch (TokenStoreException ex) {
				return isSame(this.current, token) ? describeLater(token, ex) : this.current;
			}
		});
	}

	private @Nullable TwitchToken describeLater(TwitchToken token, TokenStoreException ex) {
		saveLater(new UnsavedChange(replacedBy(token), token, !isAtRisk()), ex);
		return acceptOrRefuse(token);
	}

	private Predicate<@Nullable TwitchToken> replacedBy(TwitchToken token) {
		UnsavedChange pending = this.unsaved;
		return (pending != null) ? pending.replaces() : (stored) -> isSame(stored, token);
	}

	void save() {
		exclusively(() -> {
			this.saveScheduled = false;
			UnsavedChange pending = this.unsaved;
			if (pending != null) {
				try {
					TwitchToken kept = this.store.update(this.account, pending::over);
					this.unsaved = null;
					become(kept);
					saved(pending);
				}
				catch (TwitchUnavailableException ex) {
					logger.warn("The token of account '" + this.account
							+ "' was replaced by another process, and cannot be used yet: " + ex.getMessage());
				}
				catch (Throwable ex) {
					saveLater(pending.later(), ex);
				}
			}
			return null;
		});
	}

	private void saved(UnsavedChange pending) {
		if (isSame(this.current, pending.token())) {
			logger.info("What could not be saved of account '" + this.account + "' is saved now");
		}
		else {
			logger.info("The token of account '" + this.account
					+ "' that could not be saved has been replaced by another process");
			this.listener.superseded(pending.token());
		}
	}

	private void saveLater(UnsavedChange pending, Throwable ex) {
		this.unsaved = pending;
		// The message of a database's exception may quote the row.
		logger.error(pending.describe(this.account) + " Trying again in " + pending.backOff().toSeconds() + " s: "
				+ storeFailure(ex).getMessage());
		if (!this.saveScheduled && !this.lifecycle.isClosed()) {
			this.saveScheduled = true;
			// Again also if there is no thread to be had.
			this.lifecycle.whileOpen(Mono.delay(pending.backOff()).publishOn(this.lifecycle.storeScheduler()).retry())
				.subscribe((tick) -> save(), (closing) -> {
				});
		}
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

	/**
	 * Hears what happens to tokens on the way.
	 */
	interface Listener {

		/**
		 * Another process has saved another token, which is current now.
		 * @param token the token that could not be saved before
		 */
		void superseded(@Nullable TwitchToken token);

		/**
		 * The stored token is somebody else's, and not used.
		 * @param objection why
		 */
		void refused(TwitchOAuthException objection);

	}

	private record Refusal(String accessToken, TwitchOAuthException objection) {

		@Override
		public String toString() {
			return "Refusal[" + this.objection + "]";
		}

	}

}
