package io.github.twitchoauth.authorization;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.lifecycle.OutageRetry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

/**
 * Lets only the expected user's token pass. Any other one is revoked.
 */
final class ExpectedLogin {

	private static final Log logger = LogFactory.getLog(ExpectedLogin.class);

	private final TokenRevoker revoker;

	ExpectedLogin(TokenRevoker revoker) {
		this.revoker = revoker;
	}

	/**
	 * Verify who has approved.
	 * @param account the account, in which only one user may log in
	 * @param issued the token
	 * @return the token, identified; or empty if the account has been logged out
	 */
	Mono<TwitchToken> verify(Account account, TwitchToken issued) {
		TokenOwnership ownership = account.validator().ownership();
		int logouts = account.newerLogin().logouts();
		return validated(account, issued)
			.flatMap((token) -> (account.newerLogin().logouts() == logouts) ? Mono.just(token)
					: revoked(account.settings(), token))
			.flatMap((token) -> ownership.isExpected(token) ? Mono.just(token) : recognized(account, token))
			.flatMap((token) -> ownership.isExpected(token) ? Mono.just(token) : reject(account.settings(), token));
	}

	// The code is used up by now, so an outage is waited out: giving up would lose the
	// token.
	private static Mono<TwitchToken> validated(Account account, TwitchToken issued) {
		return account.validate(issued)
			.flatMap((outcome) -> outcome.fold(Mono::just, (answer) -> Mono.<TwitchToken>error(refused(answer)),
					(unknown) -> Mono.error(Refusals.toException(unknown))))
			.retryWhen(new OutageRetry((error) -> logger.warn("Cannot find out yet who approved the login of account '"
					+ account.name() + "', trying again: " + error.getMessage())));
	}

	private static TwitchOAuthException refused(Rejected<?> answer) {
		return new AuthorizationRequiredException(
				answer.server() + " says that the token it has just issued is not valid. Log in again");
	}

	/**
	 * Revoke a token that has been issued for a login that has ended meanwhile.
	 * @param settings the account
	 * @param token the token
	 * @return empty, whatever becomes of it
	 */
	Mono<TwitchToken> revoked(AccountSettings settings, TwitchToken token) {
		return this.revoker.revoke(settings.client(), token)
			.onErrorComplete(ClientConfigurationException.class)
			.then(Mono.empty());
	}

	// A user who has been renamed is known by the id in the stored token.
	private static Mono<TwitchToken> recognized(Account account, TwitchToken token) {
		return account.load()
			.onErrorComplete()
			.then(Mono.fromSupplier(() -> account.validator().ownership().recognize(token)));
	}

	private Mono<TwitchToken> reject(AccountSettings settings, TwitchToken token) {
		String problem = "'" + token.login() + "' approved the login, but only '" + settings.expectedLogin() + "' may";
		return this.revoker.revoke(settings.client(), token)
			.map((outcome) -> (Refusals.ofRevocation(outcome, settings.client()) == null) ? "Their token was revoked"
					: "Their token is not kept; revoking it failed " + reason(outcome))
			.onErrorResume(ClientConfigurationException.class, (ex) -> Mono.just("Their token is not kept"))
			.flatMap((consequence) -> Mono.error(new UnexpectedAccountException(problem + ". " + consequence
					+ ". Log in to " + this.revoker.serverName() + " as '" + settings.expectedLogin()
					+ "' and open the link of a new code. If that user has been renamed, set "
					+ settings.expectedLoginProperty())));
	}

	private static String reason(Outcome<?> outcome) {
		return outcome.fold((done) -> "", (answer) -> "with " + answer.answer(),
				(unknown) -> "because " + unknown.server() + " " + unknown.reason());
	}

}
