package io.github.twitchoauth.authorization;

import java.time.Instant;
import java.util.Set;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.endpoint.TokenValidation;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds out whose a new token is, and lets only the expected user's pass.
 */
final class TokenVerifier {

	private static final Log logger = LogFactory.getLog(TokenVerifier.class);

	private final TwitchIdClient client;

	private final TokenRevoker revoker;

	private final boolean validate;

	TokenVerifier(TwitchIdClient client, boolean validate) {
		this.client = client;
		this.revoker = new TokenRevoker(client);
		this.validate = validate;
	}

	Mono<TwitchToken> verify(AccountSettings settings, TokenResponse response) {
		if (!this.validate) {
			return Mono.just(token(settings, response, null));
		}
		return validation(settings, response.accessToken()).map((validation) -> token(settings, response, validation))
			.flatMap((token) -> settings.isExpected(token.login()) ? Mono.just(token) : reject(settings, token));
	}

	// The code is used up by now, so an outage is waited out: giving up would lose the
	// token.
	private Mono<TokenValidation> validation(AccountSettings settings, String accessToken) {
		return this.client.validate(accessToken)
			.flatMap((outcome) -> outcome.fold(Mono::just,
					(answer) -> Mono.<TokenValidation>error(new AuthorizationRequiredException(
							"Twitch says that the token it has just issued is not valid. Log in again")),
					(unknown) -> Mono.error(Refusals.toException(unknown))))
			.retryWhen(new Patience(TwitchUnavailableException.class::isInstance,
					(error) -> logger.warn("Cannot find out yet who approved the login of account '"
							+ settings.account() + "', trying again: " + error.getMessage())));
	}

	static TwitchToken token(AccountSettings settings, TokenResponse response, @Nullable TokenValidation validation) {
		if (validation == null) {
			Set<String> scopes = (response.scopes() != null) ? response.scopes() : settings.scopes();
			return new TwitchToken(response.accessToken(), response.refreshToken(), scopes, response.expiresAt(), null,
					null);
		}
		Instant expiresAt = (response.expiresAt() != null) ? response.expiresAt() : validation.expiresAt();
		return new TwitchToken(response.accessToken(), response.refreshToken(), validation.scopes(), expiresAt,
				validation.userId(), validation.login());
	}

	private Mono<TwitchToken> reject(AccountSettings settings, TwitchToken token) {
		String problem = "'" + token.login() + "' approved the login, but only '" + settings.expectedLogin() + "' may";
		return this.revoker.revoke(settings.client(), token)
			.map((outcome) -> (Refusals.ofRevocation(outcome, settings.client()) == null) ? "Their token was revoked"
					: "Their token is not kept; revoking it failed " + reason(outcome))
			.onErrorResume(ClientConfigurationException.class, (ex) -> Mono.just("Their token is not kept"))
			.flatMap((consequence) -> Mono.error(new UnexpectedAccountException(problem + ". " + consequence
					+ ". Log in to Twitch as '" + settings.expectedLogin() + "' and open the link of a new code")));
	}

	private static String reason(Outcome<?> outcome) {
		return outcome.fold((done) -> "", (answer) -> "with " + answer.answer(),
				(unknown) -> "because Twitch " + unknown.reason());
	}

}
