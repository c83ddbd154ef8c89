package io.github.twitchoauth.store;

import java.time.Instant;
import java.util.Base64;
import java.util.Set;

import io.github.twitchoauth.TwitchToken;

/**
 * Tokens and keys to store.
 */
final class Samples {

	static final String KEY = key(1);

	static final String OTHER_KEY = key(2);

	private Samples() {
	}

	static TwitchToken token(String name) {
		return new TwitchToken("access-" + name, "refresh-" + name, Set.of("user:read:chat", "bits:read"),
				Instant.parse("2026-11-01T12:00:00.123456789Z"), "141981764", "twitchdev");
	}

	static String key(int seed) {
		byte[] key = new byte[32];
		key[0] = (byte) seed;
		return Base64.getEncoder().encodeToString(key);
	}

}
