package io.github.twitchoauth.docs.tokens;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

@Component
class TokenUser {

	private final TokenManager tokens;

	TokenUser(TokenManager tokens) {
		this.tokens = tokens;
	}

	// tag::tokens[]
	Mono<String> accessToken() {
		return this.tokens.getToken().map(TwitchToken::accessToken); // refreshed first if it has expired
	}

	Mono<String> accessTokenAfter401(String refusedAccessToken) {
		return this.tokens.refresh("default", refusedAccessToken).map(TwitchToken::accessToken);
	}

	Mono<Void> logOut() {
		return this.tokens.revoke(); // revokes at Twitch and forgets; asks nobody to log in again
	}
	// end::tokens[]

}
