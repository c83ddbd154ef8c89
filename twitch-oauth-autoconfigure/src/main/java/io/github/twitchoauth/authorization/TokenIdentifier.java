package io.github.twitchoauth.authorization;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.endpoint.TokenValidation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Writes down whose a token is.
 */
final class TokenIdentifier {

	private static final Log logger = LogFactory.getLog(TokenIdentifier.class);

	private final AuthorizationServices services;

	private final AccountEvents events;

	TokenIdentifier(AuthorizationServices services, AccountEvents events) {
		this.services = services;
		this.events = events;
	}

	/**
	 * Identify a token.
	 * @param account the account
	 * @param token the token
	 * @param validation whose it is
	 * @return the account's token, or empty if that was somebody else's. One that has
	 * been replaced meanwhile stays as it is
	 */
	Mono<TwitchToken> identify(ManagedAccount account, TwitchToken token, TokenValidation validation) {
		TwitchToken identified = account.ownership().identify(token, validation);
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

	private @Nullable TwitchToken describe(ManagedAccount account, TwitchToken identified) {
		return account.tokens().exclusively(() -> {
			TwitchToken before = account.tokens().current();
			account.tokens().describe(identified);
			this.events.changed(account, before);
			return account.tokens().current();
		});
	}

}
