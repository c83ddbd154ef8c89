package io.github.twitchoauth.endpoint;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What Twitch's validation endpoint says about a living access token.
 *
 * @param clientId the client that the token was issued to
 * @param userId id of the user who approved, or {@code null} for an app access token
 * @param login login name of the user who approved, or {@code null} for an app access
 * token
 * @param scopes the granted scopes
 * @param expiresAt when the token expires, or {@code null} if it never does
 */
public record TokenValidation(String clientId, @Nullable String userId, @Nullable String login, Set<String> scopes,
		@Nullable Instant expiresAt) {
}
