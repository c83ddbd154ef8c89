package io.github.twitchoauth.web;

import java.net.URI;
import java.time.Duration;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.RateLimitedException;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.web.HelixCall.Progress;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * The calls of filter and interceptor: which token a request gets and what follows from a
 * refusal.
 */
final class HelixCalls {

	private static final Log logger = LogFactory.getLog(HelixAuthorization.class);

	private final TokenManager tokens;

	private final Accounts accounts;

	private final PendingValidations validations;

	private final HelixUri helixUri;

	private final Duration rateLimitMaxWait;

	private final RateLimitGates rateLimits;

	HelixCalls(TokenManager tokens, Accounts accounts, TwitchIdClient client, HelixSettings settings,
			RateLimitGates rateLimits) {
		this.tokens = tokens;
		this.accounts = accounts;
		this.validations = new PendingValidations(client);
		this.helixUri = new HelixUri(settings.helixUri());
		this.rateLimitMaxWait = settings.rateLimitMaxWait();
		this.rateLimits = rateLimits;
	}

	void requireCovers(URI target) {
		this.helixUri.requireCovers(target);
	}

	Mono<HelixCall> first(String account, URI target) {
		requireCovers(target);
		return permitted(account, Progress.none(this.rateLimitMaxWait), this.tokens.getToken(account));
	}

	// To be subscribed to at once, because it may hold a permit already.
	private Mono<HelixCall> permitted(String account, Progress progress, Mono<TwitchToken> token) {
		String clientId = this.accounts.get(account).client().clientId();
		RateLimitGate gate = this.rateLimits.of(account);
		RateLimitPermit permit = gate.enterAtOnce(progress.waitBudget());
		return (permit != null) ? call(account, clientId, token, permit, progress) : gate.await(progress.waitBudget())
			.flatMap((later) -> call(account, clientId, token, later, progress.waited(later.waited())));
	}

	private static Mono<HelixCall> call(String account, String clientId, Mono<TwitchToken> token,
			RateLimitPermit permit, Progress progress) {
		return token.switchIfEmpty(Mono.error(HelixCalls::noToken)).doFinally((signal) -> {
			if (signal != SignalType.ON_COMPLETE) {
				permit.release();
			}
		}).map((current) -> new HelixCall(account, clientId, current, permit, progress));
	}

	private static IllegalStateException noToken() {
		return new IllegalStateException("The TokenManager returned neither a token nor an error");
	}

	// Empty if the caller gets the answer as it is.
	Mono<HelixCall> next(HelixCall call, HelixAnswer answer) {
		return (answer.status() == 429) ? afterRateLimit(call, answer) : afterRefusal(call, answer);
	}

	private Mono<HelixCall> afterRefusal(HelixCall call, HelixAnswer answer) {
		TokenRefusal refusal = TokenRefusal.of(answer);
		return switch (refusal.kind()) {
			case DEAD_TOKEN -> refreshed(call);
			case MISSING_SCOPE -> Mono.error(missingScope(call.account(), refusal.scope()));
			case CLIENT_MISMATCH -> Mono.error(clientMismatch(call));
			case OTHER -> Mono.fromRunnable(() -> warnOfLostHeader(call, answer));
			case UNKNOWN -> isDead(call).filter(Boolean::booleanValue).flatMap((dead) -> refreshed(call));
		};
	}

	private static void warnOfLostHeader(HelixCall call, HelixAnswer answer) {
		if (answer.lacksToken()) {
			logger.warn("The token of account '" + call.account() + "' was sent, and did not arrive. "
					+ HelixAnswer.LOST_TOKEN);
		}
	}

	private Mono<HelixCall> refreshed(HelixCall call) {
		return call.progress().refreshed() ? Mono.empty()
				: this.tokens.refresh(call.account(), call.token().accessToken())
					.flatMap((token) -> permitted(call.account(), call.progress().withRefreshed(), Mono.just(token)));
	}

	private Mono<Boolean> isDead(HelixCall call) {
		return call.progress().refreshed() ? Mono.just(false) : this.validations.isDead(call.token().accessToken());
	}

	private Mono<HelixCall> afterRateLimit(HelixCall call, HelixAnswer answer) {
		RateLimit limit = this.rateLimits.read(answer.headers());
		Progress progress = call.progress();
		if (!limit.general() && progress.repeated()) {
			return Mono.empty();
		}
		if (progress.waitBudget().compareTo(limit.retryAfter()) < 0) {
			return Mono.error(rateLimited(limit.retryAfter()));
		}
		Mono<TwitchToken> token = this.tokens.getToken(call.account());
		return limit.general() ? permitted(call.account(), progress, token) : this.rateLimits.pause(limit.retryAfter())
			.then(Mono
				.defer(() -> permitted(call.account(), progress.waited(limit.retryAfter()).withRepeated(), token)));
	}

	private MissingScopeException missingScope(String account, String scope) {
		return new MissingScopeException("Account '" + account + "' has not been granted the scope '" + scope
				+ "', which Twitch demands for this call. Add it to " + this.accounts.scopesProperty(account)
				+ ", then log in again");
	}

	private static TwitchOAuthException clientMismatch(HelixCall call) {
		return new ClientConfigurationException(
				"The token of account '" + call.account() + "' was issued to another client than '" + call.clientId()
						+ "'. Set the client id that it was issued to, or log in again");
	}

	private RateLimitedException rateLimited(Duration retryAfter) {
		return new RateLimitedException(
				"Twitch's rate limit is used up for another " + seconds(retryAfter)
						+ " s. Make fewer calls, try again later, or have calls wait longer with "
						+ "twitch.oauth.client.rate-limit.max-wait (now " + seconds(this.rateLimitMaxWait) + " s)",
				retryAfter);
	}

	private static long seconds(Duration duration) {
		return duration.plusMillis(999).toSeconds();
	}

}
