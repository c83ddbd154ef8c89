package io.github.twitchoauth.authorization;

import java.util.Objects;
import java.util.function.Consumer;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.endpoint.TokenValidation;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Writes down whose a token is, and reports what is not as it should be.
 */
final class TokenIdentifier {

	private static final Log logger = LogFactory.getLog(TokenIdentifier.class);

	private final AuthorizationServices services;

	private final AccountEvents events;

	private final Consumer<AccountSettings> onLoss;

	TokenIdentifier(AuthorizationServices services, AccountEvents events, Consumer<AccountSettings> onLoss) {
		this.services = services;
		this.events = events;
		this.onLoss = onLoss;
	}

	// A token that has been replaced meanwhile stays as it is.
	Mono<TwitchToken> identify(ManagedAccount account, TwitchToken token, TokenValidation validation) {
		TwitchToken identified = new TwitchToken(token.accessToken(), token.refreshToken(), validation.scopes(),
				(token.expiresAt() != null) ? token.expiresAt() : validation.expiresAt(), validation.userId(),
				validation.login());
		if (identified.equals(token)) {
			return Mono.just(token);
		}
		if (token.login() != null && !token.login().equals(validation.login())) {
			logger.info("The user of account '" + account.name() + "' is called '" + validation.login() + "' now, not '"
					+ token.login() + "' any more");
		}
		return Mono.fromCallable(() -> describe(account, identified))
			.subscribeOn(this.services.lifecycle().storeScheduler());
	}

	/**
	 * Identify a token that is in use already.
	 * @param account the account
	 * @param token the token
	 * @param validation whose it is
	 * @return the account's token
	 */
	Mono<TwitchToken> identifyInUse(ManagedAccount account, TwitchToken token, TokenValidation validation) {
		if (!validation.clientId().equals(account.settings().client().clientId())) {
			account.foreign(token);
			logger.error("The token of account '" + account.name() + "' belongs to the client id '"
					+ validation.clientId() + "', but '" + account.settings().client().clientId()
					+ "' is configured. It cannot be refreshed: log in again");
		}
		return identify(account, token, validation).doOnNext((identified) -> {
			// Once: whoever was known before has been objected to before.
			if (!Objects.equals(identified.login(), token.login())) {
				account.tokens().exclusively(() -> acceptOrObjectTo(account));
			}
		});
	}

	private @Nullable TwitchToken describe(ManagedAccount account, TwitchToken identified) {
		return account.tokens().exclusively(() -> {
			TwitchToken before = account.tokens().current();
			account.tokens().describe(identified);
			this.events.changed(account, before);
			return account.tokens().current();
		});
	}

	private @Nullable TwitchToken acceptOrObjectTo(ManagedAccount account) {
		TwitchToken token = account.tokens().current();
		UnexpectedAccountException objection = (token != null) ? account.objection(token) : null;
		if (objection != null) {
			this.services.events().dispatch(new AuthorizationFailedEvent(this, account.name(), objection));
			this.onLoss.accept(account.settings());
		}
		this.events.takenUp(account);
		return token;
	}

}
