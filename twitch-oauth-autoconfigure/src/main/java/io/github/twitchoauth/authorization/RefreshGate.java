package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.authorization.ManagedAccount.RefreshUnderWay;
import io.github.twitchoauth.endpoint.AwakeDelay;
import io.github.twitchoauth.lifecycle.VitalPart;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lets at most one refresh of an account be under way in this process. Everybody else
 * waits for its result.
 */
final class RefreshGate {

	// As long as Spring Boot waits for what stops slowly.
	private static final Duration SHORTEST_VITAL = Duration.ofSeconds(30);

	private final AuthorizationServices services;

	private final AccountEvents events;

	private final TokenRefresher refresher;

	private final Duration patience;

	// A refresh whose answer is on its way must not be broken off by a shutdown: the
	// answer holds the only token that works.
	private final Duration vital;

	private final Consumer<AccountSettings> onLoss;

	RefreshGate(AuthorizationServices services, TokenRefresher refresher, AccountEvents events,
			Consumer<AccountSettings> onLoss) {
		this.services = services;
		this.events = events;
		this.refresher = refresher;
		this.patience = services.settings().requestTimeout().multipliedBy(2);
		Duration requests = services.settings().requestTimeout().multipliedBy(3).plusSeconds(1);
		this.vital = (requests.compareTo(SHORTEST_VITAL) < 0) ? SHORTEST_VITAL : requests;
		this.onLoss = onLoss;
	}

	Mono<TwitchToken> refresh(ManagedAccount account, String failedAccessToken) {
		return this.services.lifecycle()
			.whileOpen(currentOrRefreshed(account, failedAccessToken))
			.timeout(AwakeDelay.of(this.patience), Mono.error(() -> overdue(account, failedAccessToken)));
	}

	private TwitchUnavailableException overdue(ManagedAccount account, String failedAccessToken) {
		TwitchUnavailableException error = stillUnderWay(account);
		this.events.notRefreshed(account, failedAccessToken, error);
		return error;
	}

	// How long a caller waits at most.
	Duration patience() {
		return this.patience;
	}

	private Mono<TwitchToken> currentOrRefreshed(ManagedAccount account, String failedAccessToken) {
		return Mono.defer(() -> {
			TwitchToken current = account.tokens().current();
			if (current != null && !current.accessToken().equals(failedAccessToken)) {
				return Mono.just(current);
			}
			RefreshUnderWay underWay = joinOrStart(account, failedAccessToken);
			return underWay.failedAccessToken().equals(failedAccessToken) ? underWay.result()
					: underWay.result().onErrorComplete().then(currentOrRefreshed(account, failedAccessToken));
		});
	}

	private RefreshUnderWay joinOrStart(ManagedAccount account, String failedAccessToken) {
		synchronized (account) {
			RefreshUnderWay underWay = account.refreshUnderWay();
			return (underWay != null) ? underWay : start(account, failedAccessToken);
		}
	}

	// It may have ended before this method does, if there is no thread to be had.
	private RefreshUnderWay start(ManagedAccount account, String failedAccessToken) {
		AtomicBoolean ended = new AtomicBoolean();
		Runnable end = () -> {
			synchronized (account) {
				ended.set(true);
				account.refreshUnderWay(null);
			}
		};
		// Before the result is known: a caller that comes later must not get an old one.
		VitalPart vitalPart = this.services.lifecycle().vitalPart(this.vital);
		Mono<TwitchToken> refresh = Mono.fromCallable(() -> refreshNow(account, failedAccessToken, vitalPart))
			.subscribeOn(this.services.lifecycle().requestScheduler())
			.doOnTerminate(end)
			.doOnCancel(end);
		RefreshUnderWay underWay = new RefreshUnderWay(failedAccessToken,
				this.services.lifecycle().toTheEnd(refresh, vitalPart));
		if (!ended.get()) {
			account.refreshUnderWay(underWay);
		}
		return underWay;
	}

	private TwitchToken refreshNow(ManagedAccount account, String failedAccessToken, VitalPart vitalPart) {
		return account.tokens().exclusively(() -> {
			TwitchToken before = account.tokens().current();
			TokenRefresher.Result result = attempt(account, failedAccessToken, vitalPart);
			TwitchToken token = result.token();
			if (token == null) {
				throw lost(account, before, result.death());
			}
			if (result.issued()) {
				account.issued(token);
			}
			this.events.changed(account, before);
			return token;
		});
	}

	private TokenRefresher.Result attempt(ManagedAccount account, String failedAccessToken, VitalPart vitalPart) {
		try {
			return this.refresher.refresh(account, failedAccessToken, vitalPart);
		}
		catch (TwitchOAuthException ex) {
			this.events.notRefreshed(account, failedAccessToken, ex);
			throw ex;
		}
	}

	private AuthorizationRequiredException lost(ManagedAccount account, @Nullable TwitchToken before,
			@Nullable AuthorizationRequiredException death) {
		if (death == null) {
			this.events.changed(account, before);
			return account.loginRequired();
		}
		this.events.lost(account, death);
		this.onLoss.accept(account.settings());
		return death;
	}

	static TwitchUnavailableException stillUnderWay(ManagedAccount account) {
		return new TwitchUnavailableException("The token of account '" + account.name()
				+ "' is still being refreshed: the answer is awaited and will be taken when it comes. Nothing is lost, and it may be there in a moment");
	}

}
