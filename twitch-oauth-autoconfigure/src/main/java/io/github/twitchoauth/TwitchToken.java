package io.github.twitchoauth;

import java.time.Instant;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
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
 * @param clientId the client id that the token was issued to, and is dead without;
 * {@code null} where that is not known yet, as with tokens that an older version stored
 * @param formerLogin the expected login under which the user is known, where the user has
 * been renamed since; {@code null} otherwise
 * @param possiblySpent whether the refresh token has been presented, and no answer said
 * what became of it. It is presented again only when the access token does not work any
 * more
 * @param requestedScopes the scopes that were asked for at login, where the server may
 * name what it grants in its own way; empty at Twitch
 * @since 0.1.0
 */
public record TwitchToken(@JsonProperty(access = Access.WRITE_ONLY) String accessToken,
		@JsonProperty(access = Access.WRITE_ONLY) @Nullable String refreshToken, Set<String> scopes,
		@Nullable Instant expiresAt, @Nullable String userId, @Nullable String login, @Nullable String clientId,
		@Nullable String formerLogin, @JsonSetter(nulls = Nulls.AS_EMPTY) boolean possiblySpent,
		@JsonSetter(nulls = Nulls.AS_EMPTY) Set<String> requestedScopes) {

	/**
	 * Create a token.
	 * @param accessToken the access token, to be sent to the Helix API only
	 * @param refreshToken the refresh token
	 * @param scopes the scopes that were granted, as opposed to those asked for
	 * @param expiresAt when the access token expires
	 * @param userId id of the Twitch user who approved
	 * @param login login name of the Twitch user who approved
	 * @param clientId the client id that the token was issued to, and is dead without
	 * @param formerLogin the expected login under which the user is known, where the user
	 * has been renamed since
	 * @param possiblySpent whether the refresh token has been presented, and no answer
	 * said what became of it
	 * @param requestedScopes the scopes that were asked for at login, where the server
	 * may name what it grants in its own way
	 */
	public TwitchToken {
		Assert.hasText(accessToken, "'accessToken' must not be empty");
		Assert.notNull(scopes, "'scopes' must not be null");
		Assert.notNull(requestedScopes, "'requestedScopes' must not be null");
		scopes = Set.copyOf(scopes);
		requestedScopes = Set.copyOf(requestedScopes);
	}

	/**
	 * Create a token of which it is not known yet to which client it was issued.
	 * @param accessToken the access token
	 * @param refreshToken the refresh token, if there is one
	 * @param scopes the granted scopes
	 * @param expiresAt when the access token expires, if it does
	 * @param userId id of the Twitch user who approved, if known
	 * @param login login name of the Twitch user who approved, if known
	 */
	public TwitchToken(String accessToken, @Nullable String refreshToken, Set<String> scopes,
			@Nullable Instant expiresAt, @Nullable String userId, @Nullable String login) {
		this(accessToken, refreshToken, scopes, expiresAt, userId, login, null);
	}

	/**
	 * Create a token whose user has not been renamed.
	 * @param accessToken the access token
	 * @param refreshToken the refresh token, if there is one
	 * @param scopes the granted scopes
	 * @param expiresAt when the access token expires, if it does
	 * @param userId id of the Twitch user who approved, if known
	 * @param login login name of the Twitch user who approved, if known
	 * @param clientId the client id that the token was issued to, if known
	 */
	public TwitchToken(String accessToken, @Nullable String refreshToken, Set<String> scopes,
			@Nullable Instant expiresAt, @Nullable String userId, @Nullable String login, @Nullable String clientId) {
		this(accessToken, refreshToken, scopes, expiresAt, userId, login, clientId, null);
	}

	/**
	 * Create a token whose refresh token has not been presented, and whose scopes are
	 * named as they were asked for.
	 * @param accessToken the access token
	 * @param refreshToken the refresh token, if there is one
	 * @param scopes the granted scopes
	 * @param expiresAt when the access token expires, if it does
	 * @param userId id of the Twitch user who approved, if known
	 * @param login login name of the Twitch user who approved, if known
	 * @param clientId the client id that the token was issued to, if known
	 * @param formerLogin the expected login, where the user has been renamed
	 */
	public TwitchToken(String accessToken, @Nullable String refreshToken, Set<String> scopes,
			@Nullable Instant expiresAt, @Nullable String userId, @Nullable String login, @Nullable String clientId,
			@Nullable String formerLogin) {
		this(accessToken, refreshToken, scopes, expiresAt, userId, login, clientId, formerLogin, false, Set.of());
	}

	/**
	 * Return this token with another word on whether its refresh token is spent.
	 * @param possiblySpent whether the refresh token has been presented, and no answer
	 * said what became of it
	 * @return the token, otherwise the same
	 */
	public TwitchToken withPossiblySpent(boolean possiblySpent) {
		return new TwitchToken(this.accessToken, this.refreshToken, this.scopes, this.expiresAt, this.userId,
				this.login, this.clientId, this.formerLogin, possiblySpent, this.requestedScopes);
	}

	/**
	 * Return this token with what was asked for at login.
	 * @param requestedScopes the scopes that were asked for
	 * @return the token, otherwise the same
	 */
	public TwitchToken withRequestedScopes(Set<String> requestedScopes) {
		return new TwitchToken(this.accessToken, this.refreshToken, this.scopes, this.expiresAt, this.userId,
				this.login, this.clientId, this.formerLogin, this.possiblySpent, requestedScopes);
	}

	@Override
	public String toString() {
		return "TwitchToken[login=" + this.login + ", userId=" + this.userId + ", scopes=" + this.scopes
				+ ", expiresAt=" + this.expiresAt + "]";
	}

}
