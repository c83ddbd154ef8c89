package io.github.twitchoauth.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.RateLimitedException;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

/**
 * What filter and interceptor share: who gets a token, and what a refusal leads to.
 */
public final class HelixAuthorization {

	private static final Log logger = LogFactory.getLog(HelixAuthorization.class);

	private static final String TOKEN_IS_MISSING = "OAuth token is missing";

	private final TokenManager tokens;

	private final Accounts accounts;

	private final PendingValidations validations;

	private final HelixBase base;

	private final Duration maxWait;

	private final AuthorizationLifecycle lifecycle;

	private final Clock clock;

	/**
	 * Create an authorization.
	 * @param tokens where tokens come from
	 * @param accounts the accounts
	 * @param client asked about a token when Helix's words are not clear
	 * @param helixUri base URI of the Helix API, the only place that tokens are sent to
	 * @param maxWait how long a request may wait for the rate limit, all in all; 0 to
	 * fail at once
	 * @param lifecycle ends the waiting with the application
	 * @param clock tells the time
	 */
	public HelixAuthorization(TokenManager tokens, Accounts accounts, TwitchIdClient client, URI helixUri,
			Duration maxWait, AuthorizationLifecycle lifecycle, Clock clock) {
		this.tokens = tokens;
		this.accounts = accounts;
		this.validations = new PendingValidations(client);
		this.base = new HelixBase(helixUri);
		this.maxWait = maxWait;
		this.lifecycle = lifecycle;
		this.clock = clock;
	}

	/**
	 * Return the base URI of the Helix API.
	 * @return the URI
	 */
	public URI helixUri() {
		return this.base.uri();
	}

	Mono<Attempt> first(String account, URI target) {
		this.base.requireCovers(target);
		String clientId = this.accounts.get(account).client().clientId();
		return this.tokens.getToken(account)
			.map((token) -> new Attempt(account, clientId, token, false, false, this.maxWait));
	}

	// Empty if the caller gets the answer as it is.
	Mono<Attempt> next(Attempt attempt, HelixAnswer answer) {
		return (answer.status() == 429) ? afterRateLimit(attempt, answer) : afterRefusal(attempt, answer);
	}

	private Mono<Attempt> afterRefusal(Attempt attempt, HelixAnswer answer) {
		TokenRefusal refusal = TokenRefusal.of(answer);
		return switch (refusal.kind()) {
			case DEAD_TOKEN -> refreshed(attempt);
			case MISSING_SCOPE -> Mono.error(missingScope(attempt.account(), refusal.scope()));
			case CLIENT_MISMATCH -> Mono.error(clientMismatch(attempt));
			case OTHER -> Mono.fromRunnable(() -> warnOfLostHeader(attempt, answer));
			case UNKNOWN -> isDead(attempt).filter(Boolean::booleanValue).flatMap((dead) -> refreshed(attempt));
		};
	}

	private static void warnOfLostHeader(Attempt attempt, HelixAnswer answer) {
		if (TOKEN_IS_MISSING.equalsIgnoreCase(answer.message())) {
			logger.warn("The token of account '" + attempt.account() + "' was sent, and did not arrive. The JDK's "
					+ "HTTP client drops the header Authorization if it has an Authenticator, and a proxy may do so too");
		}
	}

	private Mono<Attempt> refreshed(Attempt attempt) {
		return attempt.refreshed() ? Mono.empty()
				: this.tokens.refresh(attempt.account(), attempt.token().accessToken()).map(attempt::withRefreshed);
	}

	private Mono<Boolean> isDead(Attempt attempt) {
		return attempt.refreshed() ? Mono.just(false) : this.validations.isDead(attempt.token().accessToken());
	}

	private Mono<Attempt> afterRateLimit(Attempt attempt, HelixAnswer answer) {
		RateLimit limit = RateLimit.of(answer.headers(), this.clock.instant());
		if (!limit.wholeClient() && attempt.repeated()) {
			return Mono.empty();
		}
		Attempt next = attempt.after(limit);
		if (next.patience().isNegative()) {
			return Mono.error(rateLimited(limit.retryAfter()));
		}
		return this.lifecycle.whileOpen(Mono.delay(limit.retryAfter()))
			.then(this.tokens.getToken(attempt.account()))
			.map(next::withToken);
	}

	private MissingScopeException missingScope(String account, String scope) {
		return new MissingScopeException("Account '" + account + "' has not been granted the scope '" + scope
				+ "', which Twitch demands for this call. Add it to " + this.accounts.scopesProperty(account)
				+ ", then log in again");
	}

	private static TwitchOAuthException clientMismatch(Attempt attempt) {
		return new ClientConfigurationException(
				"The token of account '" + attempt.account() + "' was issued to another client than '"
						+ attempt.clientId() + "'. Set the client id that it was issued to, or log in again");
	}

	private RateLimitedException rateLimited(Duration retryAfter) {
		return new RateLimitedException("Twitch's rate limit is used up for another " + seconds(retryAfter)
				+ " s. Make fewer calls, try again later, or have calls wait longer with "
				+ "twitch.oauth.client.rate-limit.max-wait (now " + seconds(this.maxWait) + " s)", retryAfter);
	}

	private static long seconds(Duration duration) {
		return duration.plusMillis(999).toSeconds();
	}

}
