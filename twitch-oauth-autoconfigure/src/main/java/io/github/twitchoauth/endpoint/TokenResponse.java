package io.github.twitchoauth.endpoint;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Answer of the token endpoint (RFC 6749, section 5.1).
 *
 * @param accessToken the access token
 * @param refreshToken the refresh token, or {@code null} if the answer held none
 * @param scopes the granted scopes, or {@code null} if the answer did not tell
 * @param expiresAt when the access token expires, or {@code null} if the answer did not
 * tell
 */
public record TokenResponse(String accessToken, @Nullable String refreshToken, @Nullable Set<String> scopes,
		@Nullable Instant expiresAt) {

	@Override
	public String toString() {
		return "TokenResponse[scopes=" + this.scopes + ", expiresAt=" + this.expiresAt + "]";
	}

}
