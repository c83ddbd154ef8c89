package io.github.twitchoauth.authorization;

import java.util.Objects;

import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import reactor.core.publisher.Mono;

/**
 * Revokes access and refresh token at the server.
 */
final class TokenRevoker {

	private final TwitchIdClient client;

	TokenRevoker(TwitchIdClient client) {
		this.client = client;
	}

	/**
	 * Revoke a token. Blocks, so it is for threads that hold the account's lock: no
	 * refresh may bring up new tokens meanwhile.
	 * @param client the client that it was issued to
	 * @param token the token
	 * @throws TwitchOAuthException if it could not be revoked
	 */
	void requireRevoked(ClientCredentials client, TwitchToken token) {
		TwitchOAuthException failure = Refusals
			.ofRevocation(Objects.requireNonNull(revoke(client, token).block(), "A call has an outcome"), client);
		if (failure != null) {
			throw failure;
		}
	}

	// Twitch does not let refresh tokens be revoked: forgetting them has to do. Other
	// servers end the whole grant with its refresh token (RFC 7009, section 2.1).
	Mono<Outcome<Boolean>> revoke(ClientCredentials client, TwitchToken token) {
		Mono<Outcome<Boolean>> revoked = this.client.revoke(client, token.accessToken());
		String refreshToken = token.refreshToken();
		if (refreshToken == null || !this.client.revokesRefreshTokens()) {
			return revoked;
		}
		return revoked.flatMap((outcome) -> (Refusals.ofRevocation(outcome, client) == null)
				? this.client.revoke(client, refreshToken) : Mono.just(outcome));
	}

}
