package io.github.twitchoauth.benchmarks.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import io.github.twitchoauth.TwitchToken;

/**
 * Tokens of the size that Twitch's have.
 */
public final class Tokens {

	private static final Duration LIFE = Duration.ofHours(4);

	private Tokens() {
	}

	public static TwitchToken numbered(long number) {
		return living("access-token-of-30-chars-%06d".formatted(number),
				"refresh-token-with-fifty-characters-in-all--%06d".formatted(number));
	}

	/**
	 * Make a token of an authorization that the server has made.
	 * @param grant what the server has said
	 * @return the token
	 */
	public static TwitchToken living(Results grant) {
		return living(grant.text("access-token"), grant.text("refresh-token"));
	}

	public static TwitchToken expired(Results grant) {
		return token(grant.text("access-token"), grant.text("refresh-token"), Instant.now().minusSeconds(60));
	}

	private static TwitchToken living(String accessToken, String refreshToken) {
		return token(accessToken, refreshToken, Instant.now().plus(LIFE));
	}

	private static TwitchToken token(String accessToken, String refreshToken, Instant expiresAt) {
		return new TwitchToken(accessToken, refreshToken, Set.of("user:read:email"), expiresAt, "141981764",
				"twitchdev");
	}

}
