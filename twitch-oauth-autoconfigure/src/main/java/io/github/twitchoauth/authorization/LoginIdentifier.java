package io.github.twitchoauth.authorization;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.endpoint.TokenValidation;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.Patience;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

/**
 * Finds out whose a token is that is in use already, so that it may be refreshed or
 * revoked meanwhile. Waits out an outage: the code is used up, and giving up would lose
 * the login.
 */
final class LoginIdentifier {

	private static final Log logger = LogFactory.getLog(LoginIdentifier.class);

	private final TwitchIdClient client;

	private final TokenValidator validator;

	private final RefreshGate refreshGate;

	LoginIdentifier(TwitchIdClient client, TokenValidator validator, RefreshGate refreshGate) {
		this.client = client;
		this.validator = validator;
		this.refreshGate = refreshGate;
	}

	Mono<TwitchToken> identify(ManagedAccount account) {
		return identify(account, true)
			.retryWhen(new Patience((error) -> logger.warn("Cannot find out yet who approved the login of account '"
					+ account.name() + "', trying again: " + error.getMessage())));
	}

	private Mono<TwitchToken> identify(ManagedAccount account, boolean mayRefresh) {
		return Mono.defer(() -> {
			TwitchToken token = account.tokens().current();
			return (token != null) ? identify(account, token, mayRefresh) : Mono.error(account.loggedOut());
		});
	}

	private Mono<TwitchToken> identify(ManagedAccount account, TwitchToken token, boolean mayRefresh) {
		return this.client.validate(token.accessToken())
			.flatMap((outcome) -> outcome.fold((validation) -> identified(account, token, validation, mayRefresh),
					(answer) -> mayRefresh ? refreshed(account, token) : Mono.error(dead(account)),
					(unknown) -> Mono.error(Refusals.toException(unknown))));
	}

	private Mono<TwitchToken> identified(ManagedAccount account, TwitchToken token, TokenValidation validation,
			boolean mayRefresh) {
		return this.validator.identifier()
			.identify(account, token, validation)
			.filter((current) -> AccountTokens.isSame(current, token))
			.switchIfEmpty(identify(account, mayRefresh));
	}

	// An outage can outlast the access token, which says nothing about the refresh token.
	private Mono<TwitchToken> refreshed(ManagedAccount account, TwitchToken token) {
		account.refused(token.accessToken());
		return this.refreshGate.refresh(account, token.accessToken()).then(identify(account, false));
	}

	// It may be Twitch that is wrong.
	private AuthorizationRequiredException dead(ManagedAccount account) {
		this.validator.scheduleUnlessScheduled(account);
		return new AuthorizationRequiredException("Twitch says that the token that it has just issued to account '"
				+ account.name() + "' is not valid. Log in again");
	}

}
