package io.github.twitchoauth.web;

import java.time.Duration;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TokenSyntax;
import io.github.twitchoauth.TwitchToken;

import org.springframework.http.HttpHeaders;

/**
 * A call that may be sent now, and what it has used up of its chances to be sent again.
 *
 * @param account the account
 * @param clientId the client that the token was issued to
 * @param token the token
 * @param permit the rate limit's permission to send it
 * @param progress what it has used up
 */
record HelixCall(String account, String clientId, TwitchToken token, RateLimitPermit permit, Progress progress) {

	// A token store may return a value that is damaged or was written by another program.
	HelixCall {
		if (!TokenSyntax.isValid(token.accessToken())) {
			permit.release();
			throw new TokenStoreException("The stored access token of account '" + account
					+ "' is not printable ASCII, so it cannot be sent. Log in again");
		}
	}

	void authorize(HttpHeaders headers) {
		headers.setBearerAuth(this.token.accessToken());
		headers.set("Client-Id", this.clientId);
	}

	HelixCall withoutWaiting() {
		return new HelixCall(this.account, this.clientId, this.token, this.permit,
				new Progress(this.progress.refreshed(), this.progress.repeated(), Duration.ZERO));
	}

	/**
	 * What a call has used up.
	 *
	 * @param refreshed whether the token was replaced because it was refused
	 * @param repeated whether the call was repeated because of an endpoint's own limit
	 * @param waitBudget how long it may still wait for the rate limit
	 */
	record Progress(boolean refreshed, boolean repeated, Duration waitBudget) {

		static Progress none(Duration waitBudget) {
			return new Progress(false, false, waitBudget);
		}

		Progress withRefreshed() {
			return new Progress(true, this.repeated, this.waitBudget);
		}

		Progress withRepeated() {
			return new Progress(this.refreshed, true, this.waitBudget);
		}

		Progress waited(Duration time) {
			return new Progress(this.refreshed, this.repeated, this.waitBudget.minus(time));
		}

	}

}
