package io.github.twitchoauth.authorization;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.LoginCanceledException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The codes that this process polls for, the latest one of each account.
 */
final class PendingCodes {

	private final Map<String, PendingCode> codes = new ConcurrentHashMap<>();

	private volatile Consumer<String> listener = (account) -> {
	};

	/**
	 * Set what is called when the code of an account comes or goes.
	 * @param listener takes the account, and does not block
	 */
	void onChange(Consumer<String> listener) {
		this.listener = listener;
	}

	/**
	 * Keep a code for as long as it is polled for.
	 * @param <T> the type of the result
	 * @param account the account that is being logged in
	 * @param code its code
	 * @param poll waits for the approval
	 * @return what the poll returns, or a {@link LoginCanceledException}
	 */
	<T> Mono<T> whilePolling(String account, DeviceCode code, Mono<T> poll) {
		return Mono.using(() -> begin(account, code),
				(pending) -> Mono.firstWithSignal(poll, pending.canceled.asMono().then(Mono.never())), this::end);
	}

	@Nullable DeviceCode find(String account) {
		PendingCode pending = this.codes.get(account);
		return (pending != null) ? pending.code : null;
	}

	Set<String> accounts() {
		return Set.copyOf(this.codes.keySet());
	}

	/**
	 * Stop polling for the code of an account.
	 * @param account the account
	 */
	void cancel(String account) {
		PendingCode pending = this.codes.get(account);
		if (pending != null) {
			pending.canceled.tryEmitError(new LoginCanceledException(
					"The login of account '" + account + "' was canceled before a person had approved it"));
		}
	}

	private PendingCode begin(String account, DeviceCode code) {
		PendingCode pending = new PendingCode(account, code, Sinks.empty());
		this.codes.put(account, pending);
		this.listener.accept(account);
		return pending;
	}

	private void end(PendingCode pending) {
		if (this.codes.remove(pending.account, pending)) {
			this.listener.accept(pending.account);
		}
	}

	// Compared by identity, because two logins are never the same.
	private static final class PendingCode {

		private final String account;

		private final DeviceCode code;

		private final Sinks.Empty<Void> canceled;

		PendingCode(String account, DeviceCode code, Sinks.Empty<Void> canceled) {
			this.account = account;
			this.code = code;
			this.canceled = canceled;
		}

	}

}
