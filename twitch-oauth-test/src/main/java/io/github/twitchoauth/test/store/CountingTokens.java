package io.github.twitchoauth.test.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are numbered, so that it shows when an update is lost.
 */
final class CountingTokens {

	private static final Instant EXPIRES_AT = Instant.parse("2026-11-01T12:00:00.123456789Z");

	private CountingTokens() {
	}

	static TwitchToken token(int number) {
		return new TwitchToken("access-" + number, "refresh-" + number, Set.of("user:read:chat", "bits:read"),
				EXPIRES_AT, "141981764", "twitchdev");
	}

	// 0 stands for none.
	static int number(@Nullable TwitchToken token) {
		return (token != null) ? Integer.parseInt(token.accessToken().substring("access-".length())) : 0;
	}

	static TwitchToken next(@Nullable TwitchToken token) {
		return token(number(token) + 1);
	}

	static TwitchToken possiblySpent(@Nullable TwitchToken token) {
		return Objects.requireNonNull(token).withPossiblySpent(true);
	}

}
