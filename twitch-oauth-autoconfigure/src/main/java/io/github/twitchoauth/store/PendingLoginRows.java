package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.UUID;

import io.github.twitchoauth.TokenStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Pending logins in a database, each in a row of its own, in which the last writer wins.
 * Unlike a token's, a claim that was left behind is taken over within seconds: nothing is
 * lost with it that could not be asked for again.
 */
final class PendingLoginRows {

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final int TRIES = 40;

	private final TokenStorage storage;

	private final PendingLoginCodec codec;

	PendingLoginRows(TokenStorage storage, PendingLoginCodec codec) {
		this.storage = storage;
		this.codec = codec;
	}

	@Nullable PendingLogin find(TokenKey key) {
		String document = this.storage.read(key);
		return (document != null) ? this.codec.read(key.account(), document) : null;
	}

	// An interrupt would break off calls to the database.
	void save(TokenKey key, @Nullable PendingLogin login) {
		boolean interrupted = Thread.interrupted();
		try {
			replace(key, (login != null) ? this.codec.write(key.account(), login).toString() : null);
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void replace(TokenKey key, @Nullable String document) {
		if (document != null || this.storage.read(key) != null) {
			boolean replaced = this.storage.replace(key, claim(key), (present, claimed) -> document);
			if (!replaced) {
				throw notKept(key);
			}
		}
	}

	private static TokenStoreException notKept(TokenKey key) {
		return new TokenStoreException("The pending login of account '" + key.account()
				+ "' could not be kept: another process has locked it");
	}

	private String claim(TokenKey key) {
		String claim = UUID.randomUUID().toString();
		ClaimWatch watch = new ClaimWatch(PATIENCE);
		String expected = null;
		for (int i = 0; i < TRIES; i++) {
			String present = this.storage.claim(key, claim, expected);
			if (claim.equals(present)) {
				return claim;
			}
			expected = watch.isAbandoned(present) ? present : null;
			watch.pause();
		}
		throw notKept(key);
	}

}
