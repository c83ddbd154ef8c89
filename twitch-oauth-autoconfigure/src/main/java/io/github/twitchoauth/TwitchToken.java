package io.github.twitchoauth;

import java.time.Instant;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An account's tokens and what is known about them. Neither {@link #toString()} nor
 * Jackson shows the tokens; to keep them somewhere, use
 * {@link io.github.twitchoauth.store.TokenCodec}.
 *
 * @param accessToken the access token, to be sent to the Helix API only
 * @param refreshToken the refresh token; for public clients it works exactly once, and
 * using it twice destroys the whole authorization, so leave refreshing to the starter.
 * {@code null} where the server gave none
 * @param scopes the scopes that were granted, as opposed to those asked for
 * @param expiresAt when the access token expires; {@code null} if the server did not say,
 * or if it never does
 * @param userId id of the Twitch user who approved; {@code null} if the server has no
 * validation endpoint
 * @param login login name of the Twitch user who approved; {@code null} if the server has
 * no validation endpoint
 */
public record TwitchToken(@JsonProperty(access = Access.WRITE_ONLY) String accessToken,
		@JsonProperty(access = Access.WRITE_ONLY) @Nullable String refreshToken, Set<String> scopes,
		@Nullable Instant expiresAt, @Nullable String userId, @Nullable String login) {

	public TwitchToken {
		Assert.hasText(accessToken, "'accessToken' must not be empty");
		Assert.notNull(scopes, "'scopes' must not be null");
		scopes = Set.copyOf(scopes);
	}

	@Override
	public String toString() {
		return "TwitchToken[login=" + this.login + ", userId=" + this.userId + ", scopes=" + this.scopes
				+ ", expiresAt=" + this.expiresAt + "]";
	}

}
