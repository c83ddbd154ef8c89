package io.github.twitchoauth.authorization;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes up a stored token when the application starts.
 */
final class TokenRestorer {

	private final AuthorizationServices services;

	private final TwitchTokenManager manager;

	TokenRestorer(AuthorizationServices services, TwitchTokenManager manager) {
		this.services = services;
		this.manager = manager;
	}

	/**
	 * Restore an account.
	 * @param name the account's name
	 * @return the token, or empty if a person must log in. An error says nothing about
	 * the token
	 */
	Mono<TwitchToken> restore(String name) {
		ManagedAccount account = this.manager.managed(name);
		Runnable end = () -> account.loginUnderWay(false);
		// Before the subscriber hears of it: a token that is taken up then is announced.
		return Mono.defer(() -> {
			account.loginUnderWay(true);
			return restore(account);
		}).doOnTerminate(end).doOnCancel(end);
	}

	private Mono<TwitchToken> restore(ManagedAccount account) {
		return this.manager.load(account.name())
			.flatMap((token) -> living(account, token))
			.onErrorResume(AuthorizationRequiredException.class, (error) -> Mono.empty())
			.flatMap((token) -> accept(account));
	}

	private Mono<TwitchToken> living(ManagedAccount account, TwitchToken token) {
		return account.isExpired(token) ? refreshed(account, token)
				: validated(account, token, () -> refreshed(account, token));
	}

	// A refresh does not tell whose the token is.
	private Mono<TwitchToken> refreshed(ManagedAccount account, TwitchToken token) {
		return this.manager.refresh(account.name(), token.accessToken())
			.flatMap((issued) -> (issued.login() != null) ? Mono.just(issued)
					: validated(account, issued, () -> later(account, issued)));
	}

	private Mono<TwitchToken> validated(ManagedAccount account, TwitchToken token, Supplier<Mono<TwitchToken>> ifDead) {
		if (!this.services.settings().validate()) {
			return Mono.just(token);
		}
		return this.services.client()
			.validate(token.accessToken())
			.flatMap((outcome) -> outcome.fold(
					(validation) -> this.manager.validator().identifier().identify(account, token, validation),
					(answer) -> ifDead.get(), (unknown) -> {
						this.manager.validator().pause(unknown);
						return later(account, token);
					}));
	}

	// An outage is no reason to bother a person.
	private Mono<TwitchToken> later(ManagedAccount account, TwitchToken token) {
		this.manager.validator().scheduleSoon(account);
		return Mono.just(token);
	}

	// The token may have been replaced or revoked since it was found to be alive.
	private Mono<TwitchToken> accept(ManagedAccount account) {
		return Mono.fromCallable(() -> account.tokens().exclusively(() -> accepted(account)))
			.subscribeOn(this.services.lifecycle().storeScheduler());
	}

	private @Nullable TwitchToken accepted(ManagedAccount account) {
		TwitchToken token = account.tokens().current();
		if (token == null) {
			return null;
		}
		Set<String> missing = missingScopes(account, token);
		if (!missing.isEmpty()) {
			this.manager.events()
				.refused(account, new MissingScopeException("The stored login of account '" + account.name()
						+ "' does not cover the scopes " + missing + ". Log in again to grant them"));
			return null;
		}
		this.manager.events().restored(account, token);
		return token;
	}

	static Set<String> missingScopes(ManagedAccount account, TwitchToken token) {
		Set<String> missing = new LinkedHashSet<>(account.settings().scopes());
		missing.removeAll(token.scopes());
		return missing;
	}

}
