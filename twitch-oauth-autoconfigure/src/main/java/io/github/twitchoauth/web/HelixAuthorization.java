package io.github.twitchoauth.web;

import java.net.URI;
import java.time.Clock;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;

/**
 * Decides, for filter and interceptor, which token a request gets and what follows from a
 * refusal.
 *
 * @since 0.1.0
 */
public final class HelixAuthorization {

	private final URI helixUri;

	private final RateLimitGates rateLimits;

	private final HelixCalls calls;

	/**
	 * Create an authorization.
	 * @param tokens where tokens come from
	 * @param accounts the accounts
	 * @param client asked about a token when Helix's words are not clear
	 * @param settings how Helix is called
	 * @param lifecycle ends the waiting with the application
	 * @param clock tells the time
	 */
	public HelixAuthorization(TokenManager tokens, Accounts accounts, TwitchIdClient client, HelixSettings settings,
			AuthorizationLifecycle lifecycle, Clock clock) {
		this.helixUri = settings.helixUri();
		this.rateLimits = new RateLimitGates(lifecycle, clock);
		this.calls = new HelixCalls(tokens, accounts, client, settings, this.rateLimits);
	}

	/**
	 * Return the base URI of the Helix API.
	 * @return the URI
	 */
	public URI helixUri() {
		return this.helixUri;
	}

	/**
	 * Return how many calls are left of Helix's rate limit, for the account that has the
	 * fewest.
	 * @return their number, or {@code NaN} while no account has used any
	 */
	public double rateLimitRemaining() {
		return this.rateLimits.remaining();
	}

	HelixCalls calls() {
		return this.calls;
	}

}
