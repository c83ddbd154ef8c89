package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TokenStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Pending logins in a database, each in a row of its own. Unlike a token's, a claim that
 * was left behind is taken over within seconds: nothing is lost with it that could not be
 * asked for again.
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
		return read(key, this.storage.read(key));
	}

	private @Nullable PendingLogin read(TokenKey key, @Nullable String document) {
		return (document != null) ? this.codec.read(key.account(), document) : null;
	}

	private @Nullable String write(TokenKey key, @Nullable PendingLogin login) {
		return (login != null) ? this.codec.write(key.account(), login).toString() : null;
	}

	// An interrupt would break off calls to the database.
	@Nullable PendingLogin update(TokenKey key, UnaryOperator<@Nullable PendingLogin> change) {
		boolean interrupted = Thread.interrupted();
		try {
			PendingLogin present = find(key);
			return Objects.equals(change.apply(present), present) ? present : replace(key, change);
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private @Nullable PendingLogin replace(TokenKey key, UnaryOperator<@Nullable PendingLogin> change) {
		AtomicReference<@Nullable PendingLogin> kept = new AtomicReference<>();
		boolean replaced = this.storage.replace(key, claim(key), (document, claimed) -> {
			PendingLogin present = read(key, document);
			kept.set(change.apply(present));
			return Objects.equals(kept.get(), present) ? document : write(key, kept.get());
		});
		if (!replaced) {
			throw notKept(key);
		}
		return kept.get();
	}

	private static TokenStoreException notKept(TokenKey key) {
		return new TokenStoreException("The pending login of account '" + key.account()
				+ "' could not be kept: another process has locked it");
	}

	private String claim(TokenKey key) {
		String claim = UUID.randomUUID().toString();
		ClaimWatch watch = new ClaimWatch(ElapsedTime.REAL, PATIENCE);
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
