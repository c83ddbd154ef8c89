package io.github.twitchoauth.authorization;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.observation.AuthorizationObservations;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Lets at most one login of an account be under way, so that one code is shown at a time.
 * Further subscribers join it, and it goes on until the last of them has cancelled.
 */
final class PendingLogins {

	private final Map<String, PendingLogin> underWay = new HashMap<>();

	// Logins with codes that the application has asked for itself, which do not join.
	private final Map<String, List<Sinks.One<TwitchToken>>> others = new HashMap<>();

	private final AuthorizationObservations observations;

	PendingLogins(AuthorizationObservations observations) {
		this.observations = observations;
	}

	/**
	 * Join the login that is under way, or start it.
	 * @param account the account
	 * @param login the login
	 * @return the token of whichever login of the account succeeds first
	 */
	Mono<TwitchToken> join(String account, Mono<TwitchToken> login) {
		return Mono.deferContextual(
				(context) -> Mono.using(() -> enter(account, login, context), PendingLogin::result, this::leave));
	}

	/**
	 * Log in with a code of its own, unless another login of the account succeeds first.
	 * @param account the account
	 * @param login the login
	 * @return the token of whichever succeeds first
	 */
	Mono<TwitchToken> beside(String account, Mono<TwitchToken> login) {
		return Mono.using(() -> add(account), (loggedIn) -> Mono.firstWithSignal(login, loggedIn.asMono()),
				(loggedIn) -> remove(account, loggedIn));
	}

	/**
	 * End the logins that are under way: the codes that they wait for need not be
	 * approved any more.
	 * @param account an account that is logged in now
	 * @param token its token
	 */
	void loggedIn(String account, TwitchToken token) {
		PendingLogin login;
		List<Sinks.One<TwitchToken>> besides;
		synchronized (this) {
			login = this.underWay.remove(account);
			besides = this.others.getOrDefault(account, List.of());
		}
		if (login != null) {
			login.result.tryEmitValue(token);
		}
		besides.forEach((loggedIn) -> loggedIn.tryEmitValue(token));
	}

	private synchronized Sinks.One<TwitchToken> add(String account) {
		Sinks.One<TwitchToken> loggedIn = Sinks.one();
		this.others.merge(account, List.of(loggedIn),
				(present, added) -> Stream.concat(present.stream(), added.stream()).toList());
		return loggedIn;
	}

	private synchronized void remove(String account, Sinks.One<TwitchToken> ended) {
		this.others.computeIfPresent(account, (name, present) -> {
			List<Sinks.One<TwitchToken>> rest = present.stream().filter((other) -> other != ended).toList();
			return rest.isEmpty() ? null : rest;
		});
	}

	private PendingLogin enter(String account, Mono<TwitchToken> login, ContextView context) {
		PendingLogin pending;
		boolean first;
		synchronized (this) {
			pending = this.underWay.computeIfAbsent(account, PendingLogin::new);
			first = pending.waiting++ == 0;
		}
		if (first) {
			pending.start(login, Context.of(context));
		}
		return pending;
	}

	private void leave(PendingLogin login) {
		boolean last;
		synchronized (this) {
			last = --login.waiting == 0;
			if (last) {
				end(login);
			}
		}
		if (last) {
			login.subscription.dispose();
		}
	}

	private synchronized void end(PendingLogin login) {
		this.underWay.remove(login.account, login);
	}

	private final class PendingLogin {

		private final String account;

		private final Sinks.One<TwitchToken> result = Sinks.one();

		private final Disposable.Swap subscription = Disposables.swap();

		private int waiting;

		PendingLogin(String account) {
			this.account = account;
		}

		// The login ends before its result is emitted, so that a later caller starts a
		// new one.
		void start(Mono<TwitchToken> login, Context context) {
			// A result from elsewhere is this login's success, and no cancellation.
			Mono<TwitchToken> ended = Mono.firstWithSignal(login, this.result.asMono());
			this.subscription.update(PendingLogins.this.observations.ofLogin(this.account, ended)
				.doOnTerminate(() -> end(this))
				.subscribe(this.result::tryEmitValue, this.result::tryEmitError, this.result::tryEmitEmpty, context));
		}

		Mono<TwitchToken> result() {
			return this.result.asMono();
		}

	}

}
