package io.github.twitchoauth.authorization;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.GuardedPart;
import io.github.twitchoauth.lifecycle.OutageRetry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Completes a login that a person has approved. Where only one user may approve, it is
 * found out first who did; else the token is kept first, because it is the only copy and
 * an outage may last longer than the application.
 */
final class LoginCompletion {

	private static final Log logger = LogFactory.getLog(LoginCompletion.class);

	private final KeptCodes codes;

	private final ExpectedLogin expectedLogin;

	private final TokenRefresher refresher;

	private final ValidationSchedule schedule;

	private final AuthorizationLifecycle lifecycle;

	LoginCompletion(KeptCodes codes, ExpectedLogin expectedLogin, TokenRefresher refresher, ValidationSchedule schedule,
			AuthorizationLifecycle lifecycle) {
		this.codes = codes;
		this.expectedLogin = expectedLogin;
		this.refresher = refresher;
		this.schedule = schedule;
		this.lifecycle = lifecycle;
	}

	/**
	 * Complete a login.
	 * @param account the account
	 * @param response the token
	 * @param untilKept closing waits longer until its end
	 * @return the token, after listeners have been told of it
	 */
	Mono<TwitchToken> complete(Account account, TokenResponse response, GuardedPart untilKept) {
		TwitchToken issued = account.validator().ownership().issued(response);
		boolean verify = account.validator().isEnabled() && account.settings().expectedLogin() != null;
		Mono<TwitchToken> acceptable = verify ? this.expectedLogin.verify(account, issued) : Mono.just(issued);
		return account.whileLoggingIn(acceptable.publishOn(this.lifecycle.storeScheduler())
			.flatMap((token) -> kept(account, token))
			.doOnNext((token) -> this.codes.approved(account.settings()))
			.doOnTerminate(untilKept::end)
			.flatMap((token) -> identified(account))
			.publishOn(this.lifecycle.storeScheduler())
			.mapNotNull((token) -> told(account))
			.switchIfEmpty(Mono.error(() -> loggedOut(account))));
	}

	private Mono<TwitchToken> kept(Account account, TwitchToken token) {
		return account.keep(token) ? Mono.just(token) : this.expectedLogin.revoked(account.settings(), token);
	}

	private @Nullable TwitchToken told(Account account) {
		return account.exclusively(() -> {
			this.schedule.schedule(account);
			return account.tellOfLogin();
		});
	}

	// The token is in use already, so it may be refreshed or revoked meanwhile.
	private Mono<TwitchToken> identified(Account account) {
		return identified(account, true)
			.retryWhen(new OutageRetry((error) -> logger.warn("Cannot find out yet who approved the login of account '"
					+ account.name() + "', trying again: " + error.getMessage())));
	}

	private Mono<TwitchToken> identified(Account account, boolean mayRefresh) {
		return Mono.defer(() -> {
			TwitchToken token = account.current();
			if (token == null) {
				return Mono.error(loggedOut(account));
			}
			boolean known = token.login() != null || !account.validator().isEnabled();
			return known ? Mono.just(token) : validated(account, token, mayRefresh);
		});
	}

	private Mono<TwitchToken> validated(Account account, TwitchToken token, boolean mayRefresh) {
		return account.validate(token)
			.flatMap((outcome) -> outcome.fold((identified) -> described(account, identified, mayRefresh),
					(answer) -> mayRefresh ? refreshed(account, token) : Mono.error(dead(account, answer.server())),
					(unknown) -> Mono.error(Refusals.toException(unknown))));
	}

	private Mono<TwitchToken> described(Account account, TwitchToken identified, boolean mayRefresh) {
		return account.learn(identified)
			.filter((current) -> AccountTokens.isSame(current, identified))
			.switchIfEmpty(identified(account, mayRefresh));
	}

	// An outage can outlast the access token, which says nothing about the refresh token.
	private Mono<TwitchToken> refreshed(Account account, TwitchToken token) {
		account.expiry().refused(token.accessToken());
		return this.refresher.refresh(account, token.accessToken()).then(identified(account, false));
	}

	// The token is validated again later, because the answer may be wrong.
	private AuthorizationRequiredException dead(Account account, String server) {
		this.schedule.scheduleInUse(account);
		return new AuthorizationRequiredException(server + " says that the token that it has just issued to account '"
				+ account.name() + "' is not valid. Log in again");
	}

	private static AuthorizationRequiredException loggedOut(Account account) {
		return new AuthorizationRequiredException("The application has logged account '" + account.name() + "' out");
	}

}
