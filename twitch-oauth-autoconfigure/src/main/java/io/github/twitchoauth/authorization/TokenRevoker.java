package io.github.twitchoauth.authorization;

import java.util.ArrayList;
import java.util.List;

import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.Blocking;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Revokes access and refresh token, as far as the server lets them be revoked.
 */
final class TokenRevoker {

	private static final Log logger = LogFactory.getLog(TokenRevoker.class);

	private final TwitchIdClient client;

	TokenRevoker(TwitchIdClient client) {
		this.client = client;
	}

	/**
	 * Revoke a token that is being removed. What the server refuses to revoke is
	 * mentioned. Blocks, so it is for threads that hold the account's lock: no refresh
	 * may bring up new tokens meanwhile.
	 * @param account the account
	 * @param token its token
	 * @throws TwitchUnavailableException if it cannot be told whether the token is
	 * revoked
	 */
	void revokeNow(AccountSettings account, TwitchToken token) {
		List<String> alive = stillAlive(account.client(), token);
		if (!alive.isEmpty()) {
			logger.warn("What could not be revoked of account '" + account.account() + "' works at "
					+ this.client.serverName() + " until it expires: " + String.join("; ", alive));
		}
	}

	String serverName() {
		return this.client.serverName();
	}

	private List<String> stillAlive(ClientCredentials client, TwitchToken token) {
		if (!this.client.revokesTokens()) {
			return List.of("all, as twitch.oauth.provider.revocation-uri is not set");
		}
		List<String> alive = new ArrayList<>();
		for (Attempt attempt : Blocking.await(attempts(client, token).collectList())) {
			TwitchOAuthException failure = Refusals.ofRevocation(attempt.outcome(), client);
			if (failure instanceof TwitchUnavailableException) {
				throw failure;
			}
			if (failure != null) {
				alive.add(attempt.what() + " (" + failure.getMessage() + ")");
			}
		}
		return alive;
	}

	/**
	 * Revoke a token that is not kept.
	 * @param client the client that it was issued to
	 * @param token the token
	 * @return success, or what came of the first request that did not succeed
	 */
	Mono<Outcome<Boolean>> revoke(ClientCredentials client, TwitchToken token) {
		return attempts(client, token).map(Attempt::outcome)
			.collectList()
			.map((outcomes) -> outcomes.stream()
				.filter((outcome) -> Refusals.ofRevocation(outcome, client) != null)
				.findFirst()
				.orElse(outcomes.get(0)));
	}

	// Twitch does not let refresh tokens be revoked: forgetting them has to do. Other
	// servers end the whole grant with its refresh token (RFC 7009, section 2.1). Auth0
	// revokes nothing else.
	private Flux<Attempt> attempts(ClientCredentials client, TwitchToken token) {
		Mono<Attempt> access = attempt("the access token", client, token.accessToken());
		String refreshToken = token.refreshToken();
		return (refreshToken == null || !this.client.revokesRefreshTokens()) ? access.flux()
				: Flux.concat(access, attempt("the refresh token", client, refreshToken))
					.takeUntil((attempt) -> attempt.outcome() instanceof Undetermined);
	}

	private Mono<Attempt> attempt(String what, ClientCredentials client, String token) {
		return this.client.revoke(client, token).map((outcome) -> new Attempt(what, outcome));
	}

	private record Attempt(String what, Outcome<Boolean> outcome) {

	}

}
