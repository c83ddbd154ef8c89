package io.github.twitchoauth.authorization;

import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.endpoint.ClientCredentials;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.TwitchIdClient;

/**
 * Revokes an account's tokens at the server, under the locks of {@link AccountTokens} so
 * that no refresh brings up new ones meanwhile. Blocks.
 */
final class TokenRevoker {

	private final TwitchIdClient client;

	TokenRevoker(TwitchIdClient client) {
		this.client = client;
	}

	void revoke(ManagedAccount account) {
		account.tokens().update((stored) -> {
			if (stored != null) {
				revoke(account.settings().client(), stored);
			}
			return null;
		});
	}

	// Twitch does not let refresh tokens be revoked: forgetting them has to do. Other
	// servers end the whole grant with its refresh token (RFC 7009, section 2.1).
	private void revoke(ClientCredentials client, TwitchToken token) {
		String refreshToken = token.refreshToken();
		requireRevoked(client, token.accessToken());
		if (refreshToken != null && this.client.revokesRefreshTokens()) {
			requireRevoked(client, refreshToken);
		}
	}

	private void requireRevoked(ClientCredentials client, String token) {
		Outcome<Boolean> outcome = StoreThread.await(this.client.revoke(client, token));
		TwitchOAuthException failure = Refusals.ofRevocation(outcome, client);
		if (failure != null) {
			throw failure;
		}
	}

}
