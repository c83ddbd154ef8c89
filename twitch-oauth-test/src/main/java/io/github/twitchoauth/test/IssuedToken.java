package io.github.twitchoauth.test;

import java.time.Duration;
import java.util.Set;

/**
 * A pair of tokens on its way to the application.
 *
 * @param accessToken the access token
 * @param refreshToken the refresh token
 * @param expiresIn how long the access token is good for
 * @param scopes the scopes granted
 */
record IssuedToken(String accessToken, String refreshToken, Duration expiresIn, Set<String> scopes) {

	@Override
	public String toString() {
		return "IssuedToken[expiresIn=" + this.expiresIn + ", scopes=" + this.scopes + "]";
	}

}
