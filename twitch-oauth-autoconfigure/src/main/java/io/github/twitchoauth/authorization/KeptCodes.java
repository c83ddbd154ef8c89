package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.cluster.Lease;
import io.github.twitchoauth.cluster.Tenure;
import io.github.twitchoauth.endpoint.AwakeDelay;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.store.PendingLogin;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The codes of logins that are under way, in the store, so that a login goes on with the
 * same code when the application starts again. A store that fails or does not answer
 * keeps no login from going on.
 */
final class KeptCodes {

	private static final Log logger = LogFactory.getLog(KeptCodes.class);

	private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

	// The clocks of processes differ.
	private static final Duration STALE = Duration.ofDays(1);

	private final Map<String, DeviceCode> kept = new ConcurrentHashMap<>();

	// What this process has stored or found in the store, and not forgotten.
	private final Map<String, DeviceCode> stored = new ConcurrentHashMap<>();

	// What is yet to be done in the store, the latest for each account.
	private final Map<String, Change> changes = new ConcurrentHashMap<>();

	private final AccountFactory stores;

	private final Duration patience;

	private final AuthorizationLifecycle lifecycle;

	/**
	 * Create codes.
	 * @param stores where they are kept
	 * @param patience how long a login waits for the store
	 * @param lifecycle lends threads
	 */
	KeptCodes(AccountFactory stores, Duration patience, AuthorizationLifecycle lifecycle) {
		this.stores = stores;
		this.patience = patience;
		this.lifecycle = lifecycle;
	}

	/**
	 * Find the code of a login that was under way when a process ended, or is under way
	 * in another one.
	 * @param account the account
	 * @return the code, or empty if there is none that is worth a poll, or that was asked
	 * for with other scopes
	 */
	Mono<DeviceCode> find(AccountSettings account) {
		return read(account)
			.onErrorResume((error) -> Mono.fromRunnable(() -> report(account, "could not be read", error)));
	}

	/**
	 * Read the code of an account.
	 * @param account the account
	 * @return as {@link #find}; fails if the store does, or does not answer
	 */
	Mono<DeviceCode> read(AccountSettings account) {
		return Mono.fromCallable(() -> readNow(account))
			.subscribeOn(this.lifecycle.storeScheduler())
			.timeout(AwakeDelay.of(this.patience))
			.filter(this::isWorthAPoll)
			.doOnNext((code) -> this.stored.put(account.account(), code));
	}

	/**
	 * Find the code of a login that no process polls for any more, at the turn of this
	 * one to do so.
	 * @param account the account
	 * @return the code; or empty if there is none, or if the account is logged in: its
	 * token is stored before the code is forgotten, and a process may end in between
	 */
	Mono<DeviceCode> takeUp(AccountSettings account) {
		return read(account).filterWhen((code) -> isLoggedIn(account).doOnNext((loggedIn) -> {
			if (loggedIn) {
				forget(account, code);
			}
		}).map((loggedIn) -> !loggedIn));
	}

	private Mono<Boolean> isLoggedIn(AccountSettings account) {
		return Mono.fromCallable(() -> isLoggedInNow(account))
			.subscribeOn(this.lifecycle.storeScheduler())
			.timeout(AwakeDelay.of(this.patience));
	}

	// A token that cannot be read, or is not used, has to be replaced.
	private boolean isLoggedInNow(AccountSettings account) {
		try {
			TwitchToken token = this.stores.store(account.client()).find(account.account());
			return token != null && account.missingScopes(token).isEmpty()
					&& new TokenOwnership(account, true).objection(token) == null;
		}
		catch (TokenStoreException ex) {
			return false;
		}
	}

	/**
	 * Forget the code of an account that expired long ago, because all processes had
	 * ended before. A process that is about to find out that its code has expired is not
	 * anticipated.
	 * @param account the account
	 * @return completes when that is done; fails if the store does
	 */
	Mono<Void> forgetIfStale(AccountSettings account) {
		return Mono.<Void>fromRunnable(() -> this.stores.store(account.client())
			.updatePendingLogin(account.account(), (login) -> (login != null && isStale(login.code())) ? null : login))
			.subscribeOn(this.lifecycle.storeScheduler())
			.timeout(AwakeDelay.of(this.patience));
	}

	private boolean isStale(DeviceCode code) {
		return code.expiresAt().isBefore(this.lifecycle.clock().instant().minus(STALE));
	}

	/**
	 * Look at the code of an account.
	 * @param account the account
	 * @return the code as it is stored, if it is; fails if the store does
	 */
	Mono<Optional<DeviceCode>> look(AccountSettings account) {
		return Mono.fromCallable(() -> Optional.ofNullable(readNow(account)))
			.subscribeOn(this.lifecycle.storeScheduler())
			.timeout(AwakeDelay.of(this.patience));
	}

	// A login that has ended in this process is not taken up again, however slow the
	// store is to forget its code.
	private @Nullable DeviceCode readNow(AccountSettings account) {
		Change change = this.changes.getOrDefault(account.account(), Change.NONE);
		PendingLogin login = change.function()
			.apply(this.stores.store(account.client()).findPendingLogin(account.account()));
		return (login != null && login.scopes().equals(account.scopes())) ? login.code() : null;
	}

	/**
	 * Return whether a code is known to have been in the store, so that only another
	 * process can have removed it.
	 * @param account the account
	 * @param code its code
	 * @return whether this process has stored it, or found it there
	 */
	boolean hasStored(AccountSettings account, DeviceCode code) {
		return code.equals(this.stored.get(account.account()));
	}

	boolean isWorthAPoll(DeviceCode code) {
		return code.expiresAt().isAfter(this.lifecycle.clock().instant().plus(code.interval()));
	}

	/**
	 * Keep a code for as long as it is polled for, and when the application ends
	 * meanwhile. A code that another process polls for is left to that.
	 * @param <T> the type of the result
	 * @param account the account
	 * @param code its code
	 * @param poll waits for the approval
	 * @param turn held by the process that polls
	 * @return what the poll returns
	 */
	<T> Mono<T> whilePolling(AccountSettings account, DeviceCode code, Mono<T> poll, Lease turn) {
		return Mono.using(() -> begin(account, code, turn), (saving) -> poll, (saving) -> {
			saving.dispose();
			end(account, code, turn);
		});
	}

	// The lease may be lost and come back before the code is saved. A code that has been
	// in the store is not saved again, because another process may have forgotten it.
	private Disposable begin(AccountSettings account, DeviceCode code, Lease turn) {
		this.kept.put(account.account(), code);
		return turn.tenures()
			.filter((tenure) -> !hasStored(account, code))
			.subscribe((tenure) -> saveIfKept(account, code, tenure));
	}

	// The end of the login must not be overtaken. The store may take so long that it is
	// the turn of another process, whose code must stay then.
	private void saveIfKept(AccountSettings account, DeviceCode code, Tenure tenure) {
		PendingLogin login = new PendingLogin(code, account.scopes());
		this.kept.computeIfPresent(account.account(), (name, kept) -> {
			if (kept.equals(code)) {
				change(account, (present) -> tenure.isHeld() ? login : present);
			}
			return kept;
		});
	}

	private void end(AccountSettings account, DeviceCode code, Lease turn) {
		if (!this.lifecycle.isClosed() && this.kept.remove(account.account(), code) && turn.tenure().isPresent()) {
			forget(account, code);
		}
	}

	// What another process has stored meanwhile stays.
	private void forget(AccountSettings account, DeviceCode code) {
		change(account, (present) -> (present != null && present.code().equals(code)) ? null : present);
	}

	/**
	 * Forget the code of an account that has been approved.
	 * @param account the account
	 */
	void approved(AccountSettings account) {
		if (this.kept.remove(account.account()) != null) {
			change(account, (present) -> null);
		}
	}

	/**
	 * Forget the code of an account, also if this process does not poll for it.
	 * @param account the account
	 */
	void forget(AccountSettings account) {
		this.kept.remove(account.account());
		change(account, (present) -> null);
	}

	// One thread writes for an account, so that the store is left with the latest, and
	// tries again until it is: others would go on with a login that has been canceled.
	private void change(AccountSettings account, UnaryOperator<@Nullable PendingLogin> function) {
		if (this.changes.put(account.account(), new Change(function)) == null) {
			Mono.defer(() -> writing(account))
				.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, BETWEEN_TRIES)
					.filter((error) -> !this.lifecycle.isClosed())
					.doBeforeRetry((failed) -> report(account, "could not be written, trying again", failed.failure())))
				.onErrorResume((error) -> Mono.fromRunnable(() -> this.changes.remove(account.account())))
				.subscribe();
		}
	}

	// An application that closes waits for it a moment: the next one would take up a
	// login that has ended.
	private Mono<Void> writing(AccountSettings account) {
		return this.lifecycle.completeBeforeClose(
				Mono.<Void>fromRunnable(() -> writeAll(account)).subscribeOn(this.lifecycle.storeScheduler()),
				AuthorizationLifecycle.GRACE_PERIOD);
	}

	private void writeAll(AccountSettings account) {
		for (Change change = this.changes.get(account.account()); change != null; change = next(account, change)) {
			stored(account,
					this.stores.store(account.client()).updatePendingLogin(account.account(), change.function()));
		}
	}

	private void stored(AccountSettings account, @Nullable PendingLogin login) {
		if (login != null) {
			this.stored.put(account.account(), login.code());
		}
		else {
			this.stored.remove(account.account());
		}
	}

	private @Nullable Change next(AccountSettings account, Change saved) {
		return this.changes.computeIfPresent(account.account(), (name, latest) -> (latest != saved) ? latest : null);
	}

	// The message of a database's exception may quote the row.
	private static void report(AccountSettings account, String problem, Throwable error) {
		logger.debug("The pending login of account '" + account.account() + "' " + problem + ": "
				+ error.getClass().getSimpleName());
	}

	/**
	 * A change of what is stored. Compared by identity, because two changes are never the
	 * same.
	 *
	 * @param function makes the login that is to be stored from the one that is
	 */
	private record Change(UnaryOperator<@Nullable PendingLogin> function) {

		static final Change NONE = new Change(UnaryOperator.identity());

	}

}
