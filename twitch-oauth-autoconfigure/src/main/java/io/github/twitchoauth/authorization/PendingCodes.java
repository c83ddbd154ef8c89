package io.github.twitchoauth.authorization;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.LoginCanceledException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The logins that wait for a code, or for the approval of one. There may be several of
 * one account; the code of the latest is shown.
 */
final class PendingCodes {

	private final Map<String, List<Pending>> logins = new ConcurrentHashMap<>();

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
		return whilePending(account, new Pending(code, true), poll);
	}

	/**
	 * Keep a code that another process polls for.
	 * @param <T> the type of the result
	 * @param account the account that is being logged in there
	 * @param code its code
	 * @param end waits for the end of that
	 * @return what the end returns, or a {@link LoginCanceledException}
	 */
	<T> Mono<T> whilePolledElsewhere(String account, DeviceCode code, Mono<T> end) {
		return whilePending(account, new Pending(code, false), end);
	}

	/**
	 * Let a step of a login that has no code to show be canceled.
	 * @param <T> the type of the result
	 * @param account the account that is being logged in
	 * @param step the step
	 * @return what the step returns, or a {@link LoginCanceledException}
	 */
	<T> Mono<T> cancelable(String account, Mono<T> step) {
		return whilePending(account, new Pending(null, false), step);
	}

	private <T> Mono<T> whilePending(String account, Pending login, Mono<T> step) {
		return Mono.using(() -> begin(account, login),
				(pending) -> Mono.firstWithSignal(step, pending.canceled.asMono().then(Mono.never())),
				(pending) -> end(account, pending));
	}

	@Nullable DeviceCode find(String account) {
		return logins(account).map((pending) -> pending.code)
			.filter(Objects::nonNull)
			.reduce((earlier, later) -> later)
			.orElse(null);
	}

	boolean isPolled(String account) {
		return logins(account).anyMatch((pending) -> pending.polled);
	}

	private Stream<Pending> logins(String account) {
		return this.logins.getOrDefault(account, List.of()).stream();
	}

	Set<String> accounts() {
		return this.logins.keySet()
			.stream()
			.filter((account) -> find(account) != null)
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * End all logins of an account that nobody has approved yet.
	 * @param account the account
	 */
	void cancel(String account) {
		logins(account).forEach((pending) -> pending.canceled.tryEmitError(new LoginCanceledException(
				"The login of account '" + account + "' was canceled before a person had approved it")));
	}

	private Pending begin(String account, Pending pending) {
		this.logins.merge(account, List.of(pending),
				(present, added) -> Stream.concat(present.stream(), added.stream()).toList());
		tell(account, pending);
		return pending;
	}

	private void end(String account, Pending ended) {
		this.logins.computeIfPresent(account, (name, present) -> {
			List<Pending> rest = present.stream().filter((pending) -> pending != ended).toList();
			return rest.isEmpty() ? null : rest;
		});
		tell(account, ended);
	}

	private void tell(String account, Pending pending) {
		if (pending.code != null) {
			this.listener.accept(account);
		}
	}

	// Compared by identity, because two logins are never the same.
	private static final class Pending {

		private final @Nullable DeviceCode code;

		private final boolean polled;

		private final Sinks.Empty<Void> canceled = Sinks.empty();

		Pending(@Nullable DeviceCode code, boolean polled) {
			this.code = code;
			this.polled = polled;
		}

	}

}
