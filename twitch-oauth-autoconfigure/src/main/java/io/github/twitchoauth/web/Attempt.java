package io.github.twitchoauth.web;

import java.time.Duration;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TokenSyntax;
import io.github.twitchoauth.TwitchToken;

import org.springframework.http.HttpHeaders;

/**
 * One try at a request, and what the tries before have used up.
 *
 * @param account the account
 * @param clientId the client that the token was issued to
 * @param token the token
 * @param refreshed whether the token was replaced already because it was refused
 * @param repeated whether the request was repeated already because of an endpoint's own
 * limit
 * @param patience how long may still be waited
 */
record Attempt(String account, String clientId, TwitchToken token, boolean refreshed, boolean repeated,
		Duration patience) {

	// A store may hold anything.
	Attempt {
		if (!TokenSyntax.isValid(token.accessToken())) {
			throw new TokenStoreException("The stored access token of account '" + account
					+ "' is not printable ASCII, so it cannot be sent. Log in again");
		}
	}

	void authorize(HttpHeaders headers) {
		headers.setBearerAuth(this.token.accessToken());
		headers.set("Client-Id", this.clientId);
	}

	Attempt withRefreshed(TwitchToken newToken) {
		return new Attempt(this.account, this.clientId, newToken, true, this.repeated, this.patience);
	}

	Attempt withToken(TwitchToken newToken) {
		return new Attempt(this.account, this.clientId, newToken, this.refreshed, this.repeated, this.patience);
	}

	Attempt after(RateLimit limit) {
		return new Attempt(this.account, this.clientId, this.token, this.refreshed,
				this.repeated || !limit.wholeClient(), this.patience.minus(limit.retryAfter()));
	}

	Attempt withoutPatience() {
		return new Attempt(this.account, this.clientId, this.token, this.refreshed, this.repeated, Duration.ZERO);
	}

}
