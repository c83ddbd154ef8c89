package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.endpoint.AwakeDelay;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.store.PendingLogin;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The codes of logins that are under way, in the store, so that a login goes on with the
 * same code when the application starts again. A store that fails keeps no login from
 * going on.
 */
final class KeptCodes {

	private static final Log logger = LogFactory.getLog(KeptCodes.class);

	// A new code costs a person less than a store that does not answer.
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Set<String> kept = ConcurrentHashMap.newKeySet();

	private final AccountFactory stores;

	private final AuthorizationLifecycle lifecycle;

	KeptCodes(AccountFactory stores, AuthorizationLifecycle lifecycle) {
		this.stores = stores;
		this.lifecycle = lifecycle;
	}

	/**
	 * Find the code of a login that was under way when a process ended.
	 * @param account the account
	 * @return the code, or empty if there is none that is worth a poll, or that was asked
	 * for with other scopes
	 */
	Mono<DeviceCode> find(AccountSettings account) {
		return Mono.fromCallable(() -> this.stores.store(account.client()).findPendingLogin(account.account()))
			.subscribeOn(this.lifecycle.storeScheduler())
			.timeout(AwakeDelay.of(PATIENCE), Mono.empty())
			.filter((login) -> login.scopes().equals(account.scopes()))
			.map(PendingLogin::code)
			.filter(this::isWorthAPoll)
			.onErrorResume((error) -> Mono.fromRunnable(() -> report(account, error)));
	}

	boolean isWorthAPoll(DeviceCode code) {
		return code.expiresAt().isAfter(this.lifecycle.clock().instant().plus(code.interval()));
	}

	/**
	 * Keep a code for as long as it is polled for, and when the application ends
	 * meanwhile.
	 * @param <T> the type of the result
	 * @param account the account
	 * @param code its code
	 * @param poll waits for the approval
	 * @return what the poll returns
	 */
	<T> Mono<T> whilePolling(AccountSettings account, DeviceCode code, Mono<T> poll) {
		return Mono.using(() -> begin(account, code), (kept) -> poll, this::end);
	}

	private AccountSettings begin(AccountSettings account, DeviceCode code) {
		this.kept.add(account.account());
		inBackground(account, () -> this.kept.contains(account.account()), code);
		return account;
	}

	private void end(AccountSettings account) {
		if (!this.lifecycle.isClosed()) {
			inBackground(account, () -> this.kept.remove(account.account()), null);
		}
	}

	private void inBackground(AccountSettings account, BooleanSupplier condition, @Nullable DeviceCode code) {
		Mono.fromRunnable(() -> saveIf(account, condition, code))
			.subscribeOn(this.lifecycle.storeScheduler())
			.onErrorComplete()
			.subscribe();
	}

	/**
	 * Forget the code of an account that has been approved. Blocks.
	 * @param account the account
	 */
	void approved(AccountSettings account) {
		saveIf(account, () -> this.kept.remove(account.account()), null);
	}

	private void saveIf(AccountSettings account, BooleanSupplier condition, @Nullable DeviceCode code) {
		PendingLogin login = (code != null) ? new PendingLogin(code, account.scopes()) : null;
		try {
			if (condition.getAsBoolean()) {
				this.stores.store(account.client()).savePendingLogin(account.account(), login);
			}
		}
		catch (RuntimeException ex) {
			report(account, ex);
		}
	}

	// The message of a database's exception may quote the row.
	private static void report(AccountSettings account, Throwable error) {
		logger.debug("The pending login of account '" + account.account() + "' does not survive a restart: "
				+ error.getClass().getSimpleName());
	}

}
