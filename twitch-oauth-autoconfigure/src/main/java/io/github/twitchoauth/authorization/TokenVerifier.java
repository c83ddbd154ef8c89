package io.github.twitchoauth.authorization;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.endpoint.TokenValidation;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.Patience;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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

	/**
	 * Verify a token.
	 * @param account the account
	 * @param recall makes the account remember the user who has logged in before
	 * @param response the token
	 * @return the token, identified
	 */
	Mono<TwitchToken> verify(ManagedAccount account, Mono<?> recall, TokenResponse response) {
		TokenOwnership ownership = account.ownership();
		TwitchToken token = ownership.issued(response);
		if (!this.validate) {
			return Mono.just(token);
		}
		return validation(account.settings(), response.accessToken()).flatMap((validation) -> Mono
			.just(ownership.identify(token, validation))
			.filter(ownership::isExpected)
			.switchIfEmpty(recall.then(Mono.fromSupplier(() -> ownership.identify(token, validation))))
			.flatMap((known) -> ownership.isExpected(known) ? Mono.just(known) : reject(account.settings(), known)));
	}

	// The code is used up by now, so an outage is waited out: giving up would lose the
	// token.
	private Mono<TokenValidation> validation(AccountSettings settings, String accessToken) {
		return this.client.validate(accessToken)
			.flatMap((outcome) -> outcome.fold(Mono::just,
					(answer) -> Mono.<TokenValidation>error(new AuthorizationRequiredException(
							"Twitch says that the token it has just issued is not valid. Log in again")),
					(unknown) -> Mono.error(Refusals.toException(unknown))))
			.retryWhen(new Patience((error) -> logger.warn("Cannot find out yet who approved the login of account '"
					+ settings.account() + "', trying again: " + error.getMessage())));
	}

	private Mono<TwitchToken> reject(AccountSettings settings, TwitchToken token) {
		String problem = "'" + token.login() + "' approved the login, but only '" + settings.expectedLogin() + "' may";
		return this.revoker.revoke(settings.client(), token)
			.map((outcome) -> (Refusals.ofRevocation(outcome, settings.client()) == null) ? "Their token was revoked"
					: "Their token is not kept; revoking it failed " + reason(outcome))
			.onErrorResume(ClientConfigurationException.class, (ex) -> Mono.just("Their token is not kept"))
			.flatMap((consequence) -> Mono.error(new UnexpectedAccountException(
					problem + ". " + consequence + ". Log in to Twitch as '" + settings.expectedLogin()
							+ "' and open the link of a new code. If that user has been renamed, set "
							+ settings.expectedLoginProperty())));
	}

	private static String reason(Outcome<?> outcome) {
		return outcome.fold((done) -> "", (answer) -> "with " + answer.answer(),
				(unknown) -> "because Twitch " + unknown.reason());
	}

}
