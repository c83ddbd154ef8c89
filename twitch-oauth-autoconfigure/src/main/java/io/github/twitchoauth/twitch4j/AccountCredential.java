package io.github.twitchoauth.twitch4j;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.github.philippheuer.credentialmanager.domain.OAuth2Credential;
import com.github.twitch4j.auth.providers.TwitchIdentityProvider;
import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

/**
 * twitch4j's view of an account's current token. There is no refresh token in it:
 * twitch4j would put it into a query string, and a second refresh ends the login.
 */
final class AccountCredential extends OAuth2Credential {

	private final Clock clock;

	private volatile @Nullable TwitchToken token;

	AccountCredential(Clock clock) {
		super(TwitchIdentityProvider.PROVIDER_NAME, "");
		this.clock = clock;
	}

	/**
	 * Hold another token.
	 * @param token the token, or {@code null} for none
	 * @return the access token before, empty if there was none
	 */
	String follow(@Nullable TwitchToken token) {
		String before = getAccessToken();
		this.token = token;
		return before;
	}

	@Override
	@JsonIgnore
	public String getAccessToken() {
		TwitchToken current = this.token;
		return (current != null) ? current.accessToken() : "";
	}

	@Override
	public @Nullable String getUserId() {
		TwitchToken current = this.token;
		return (current != null) ? current.userId() : null;
	}

	@Override
	public @Nullable String getUserName() {
		TwitchToken current = this.token;
		return (current != null) ? current.login() : null;
	}

	@Override
	public List<String> getScopes() {
		TwitchToken current = this.token;
		return (current != null) ? List.copyOf(current.scopes()) : List.of();
	}

	@Override
	public Instant getIssuedAt() {
		return this.clock.instant();
	}

	@Override
	public @Nullable Integer getExpiresIn() {
		TwitchToken current = this.token;
		Instant expiresAt = (current != null) ? current.expiresAt() : null;
		return (expiresAt != null) ? (int) Duration.between(this.clock.instant(), expiresAt).toSeconds() : null;
	}

	@Override
	@JsonIgnore
	public Instant getExpiresAt() {
		TwitchToken current = this.token;
		Instant expiresAt = (current != null) ? current.expiresAt() : null;
		return (expiresAt != null) ? expiresAt : Instant.MAX;
	}

	@Override
	public void updateCredential(OAuth2Credential newCredential) {
		// Only the token manager may change the token.
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

	@Override
	public String toString() {
		return "AccountCredential[login=" + getUserName() + "]";
	}

}
