package io.github.twitchoauth.authorization;

import java.util.function.Supplier;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import reactor.core.publisher.Mono;

/**
 * Takes up a stored token when the application starts.
 */
final class TokenRestorer {

	private final TokenRefresher refresher;

	private final ValidationSchedule schedule;

	private final AuthorizationLifecycle lifecycle;

	TokenRestorer(TokenRefresher refresher, ValidationSchedule schedule, AuthorizationLifecycle lifecycle) {
		this.refresher = refresher;
		this.schedule = schedule;
		this.lifecycle = lifecycle;
	}

	/**
	 * Restore an account.
	 * @param account the account
	 * @param stored reads its token
	 * @return the token, or empty if a person must log in. An error says nothing about
	 * the token
	 */
	Mono<TwitchToken> restore(Account account, Mono<TwitchToken> stored) {
		return account.whileLoggingIn(stored.flatMap((token) -> living(account, token))
			.onErrorResume(AuthorizationRequiredException.class, (error) -> Mono.empty())
			.flatMap((token) -> accept(account)));
	}

	private Mono<TwitchToken> living(Account account, TwitchToken token) {
		return account.expiry().isExpired(token) ? refreshed(account, token)
				: validated(account, token, () -> refreshed(account, token));
	}

	// A refresh answer does not name the user, so the token is validated.
	private Mono<TwitchToken> refreshed(Account account, TwitchToken token) {
		account.expiry().refused(token.accessToken());
		return this.refresher.refresh(account, token.accessToken())
			.flatMap((issued) -> (issued.login() != null) ? Mono.just(issued)
					: validated(account, issued, () -> later(account, issued)))
			.doOnNext((fresh) -> this.schedule.scheduleInUse(account));
	}

	private Mono<TwitchToken> validated(Account account, TwitchToken token, Supplier<Mono<TwitchToken>> ifDead) {
		if (!account.validator().isEnabled()) {
			return Mono.just(token);
		}
		return account.validate(token)
			.flatMap((outcome) -> outcome.fold(account::learn, (answer) -> ifDead.get(), (unknown) -> {
				this.schedule.pause(unknown);
				return later(account, token);
			}));
	}

	// During an outage the stored token is used without validation instead of asking a
	// person to log in.
	private Mono<TwitchToken> later(Account account, TwitchToken token) {
		this.schedule.scheduleSoon(account);
		return Mono.just(token);
	}

	// The token may have been replaced or revoked since it was found to be alive.
	private Mono<TwitchToken> accept(Account account) {
		return Mono.fromCallable(account::acceptRestored).subscribeOn(this.lifecycle.storeScheduler());
	}

}
