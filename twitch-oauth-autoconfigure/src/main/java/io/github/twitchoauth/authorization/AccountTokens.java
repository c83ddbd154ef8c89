package io.github.twitchoauth.authorization;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.TokenStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * One account's token: in memory for those who read, in the store for the next process.
 * Changes exclude each other, in this process by a lock and elsewhere by the store, so
 * that memory never falls behind an older change. All methods that touch the store block.
 */
final class AccountTokens {

	private static final Log logger = LogFactory.getLog(AccountTokens.class);

	private final String account;

	private final TokenStore store;

	private final AuthorizationLifecycle lifecycle;

	private final Consumer<@Nullable TwitchToken> supersededListener;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable TwitchToken current;

	private volatile @Nullable UnsavedChange unsaved;

	private boolean saveScheduled;

	/**
	 * Create the tokens of an account.
	 * @param account the account
	 * @param store where they are kept
	 * @param lifecycle lends threads
	 * @param supersededListener called with a token that could not be saved before
	 * somebody else has saved another one, which is current then
	 */
	AccountTokens(String account, TokenStore store, AuthorizationLifecycle lifecycle,
			Consumer<@Nullable TwitchToken> supersededListener) {
		this.account = account;
		this.store = store;
		this.lifecycle = lifecycle;
		this.supersededListener = supersededListener;
	}

	// Another process may have replaced it meanwhile.
	@Nullable TwitchToken current() {
		return this.current;
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
			if (this.current == null && this.unsaved == null) {
				this.current = translate(() -> this.store.find(this.account));
			}
			return this.current;
		});
	}

	// A change that was made but could not be saved holds in memory, and is saved later,
	// also to a store that has come back empty. Taking it back would lose the login: a
	// refresh token is spent by then, and this is the only copy of the new one.
	@Nullable TwitchToken update(UnaryOperator<@Nullable TwitchToken> change) {
		return exclusively(() -> {
			Change attempt = new Change(change);
			try {
				this.current = this.store.update(this.account, attempt::apply);
				this.unsaved = null;
			}
			catch (Throwable ex) {
				attempt.rethrowUnlessMade(ex);
				this.current = attempt.after;
				saveLater(new UnsavedChange((stored) -> stored == null || isSame(stored, attempt.stored), attempt.after,
						!isAtRisk() && attempt.isDescriptive()), ex);
			}
			return this.current;
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
				this.current = token;
				saveLater(new UnsavedChange((stored) -> true, token, false), ex);
				return token;
			}
		});
	}

	// Also what cannot be read. Returns whether there was a token.
	boolean forget() {
		return exclusively(() -> {
			try {
				boolean found = load() != null;
				update((stored) -> null);
				return found;
			}
			catch (TokenStoreException ex) {
				return remove();
			}
		});
	}

	private boolean remove() {
		translate(() -> {
			this.store.remove(this.account);
			return null;
		});
		boolean found = this.current != null;
		this.current = null;
		this.unsaved = null;
		return found;
	}

	// What has been learned about a token holds even if the store cannot be reached.
	// Another token that has taken its place stays as it is.
	void describe(TwitchToken token) {
		exclusively(() -> {
			try {
				return update((stored) -> isSame(stored, token) ? token : stored);
			}
			catch (TokenStoreException ex) {
				if (isSame(this.current, token)) {
					this.current = token;
					saveLater(new UnsavedChange(replacedBy(token), token, !isAtRisk()), ex);
				}
				return this.current;
			}
		});
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
					this.current = this.store.update(this.account, pending::over);
					this.unsaved = null;
					saved(pending);
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
			this.supersededListener.accept(pending.token());
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

	private final class Change {

		private final UnaryOperator<@Nullable TwitchToken> change;

		private @Nullable TwitchToken stored;

		private @Nullable TwitchToken after;

		private boolean called;

		private boolean made;

		private @Nullable RuntimeException refusal;

		Change(UnaryOperator<@Nullable TwitchToken> change) {
			this.change = change;
		}

		@Nullable TwitchToken apply(@Nullable TwitchToken present) {
			Assert.state(!this.called, "A token store must call the function of 'update' exactly once");
			this.called = true;
			UnsavedChange pending = AccountTokens.this.unsaved;
			this.stored = present;
			try {
				this.after = this.change.apply((pending != null) ? pending.over(present) : present);
			}
			catch (RuntimeException ex) {
				this.refusal = ex;
				throw ex;
			}
			this.made = true;
			return this.after;
		}

		boolean isDescriptive() {
			return this.stored != null && this.after != null
					&& Objects.equals(this.stored.refreshToken(), this.after.refreshToken());
		}

		// A store may wrap what the function has thrown.
		void rethrowUnlessMade(Throwable ex) {
			if (this.refusal != null) {
				throw this.refusal;
			}
			if (!this.made) {
				throw storeFailure(ex);
			}
		}

	}

}
