package io.github.twitchoauth.test.store;

import java.util.concurrent.Future;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.TokenStore;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link TokenStoreContract} that is about tokens which are kept before their
 * refresh token is presented. A store that does not do so must not be disturbed by it.
 */
abstract class WriteAheadContract extends PendingLoginContract {

	@Test
	void writeAheadWhenUpdateIsUnderWayThenOthersSeeTheTokenAndStillWait() {
		TokenStore first = openStore();
		TokenStore second = openStore();
		first.save("bot", CountingTokens.token(1));
		first.update("bot", (token) -> {
			first.writeAhead("bot", CountingTokens.possiblySpent(token));
			first.assertLocked("bot");
			Assertions.assertThat(first.find("bot")).isEqualTo(ahead(1));
			Assertions.assertThat(second.find("bot")).isEqualTo(ahead(1));
			Future<?> waiting = executor().submit(() -> second.update("bot", CountingTokens::next));
			Assertions.assertThat(waiting).failsWithin(A_WHILE);
			return CountingTokens.token(7);
		});
		Future<TwitchToken> next = executor().submit(() -> second.update("bot", (token) -> token));
		Assertions.assertThat(next).succeedsWithin(SOON).isIn(CountingTokens.token(7), CountingTokens.token(8));
	}

	@Test
	void writeAheadWhenFunctionReturnsTheTokenThenItIsKept() {
		TokenStore store = openStore();
		store.save("bot", CountingTokens.token(1));
		TwitchToken kept = store.update("bot", (token) -> {
			store.writeAhead("bot", CountingTokens.possiblySpent(token));
			store.writeAhead("bot", CountingTokens.possiblySpent(token));
			return CountingTokens.possiblySpent(token);
		});
		Assertions.assertThat(kept).isEqualTo(CountingTokens.possiblySpent(CountingTokens.token(1)));
		Assertions.assertThat(openStore().find("bot")).isEqualTo(kept);
	}

	@Test
	void writeAheadWhenFunctionThrowsThenTheTokenIsAsBefore() {
		TokenStore store = openStore();
		store.save("bot", CountingTokens.token(1));
		IllegalStateException failure = new IllegalStateException("expected");
		Assertions.assertThatThrownBy(() -> store.update("bot", (token) -> {
			store.writeAhead("bot", CountingTokens.possiblySpent(token));
			throw failure;
		})).isSameAs(failure);
		assertNumber(openStore(), "bot", 1);
		store.update("bot", CountingTokens::next);
		assertNumber(openStore(), "bot", 2);
	}

	@Test
	void writeAheadWhenFunctionForgetsTheTokenThenItIsForgotten() {
		TokenStore store = openStore();
		store.save("bot", CountingTokens.token(1));
		store.update("bot", (token) -> {
			store.writeAhead("bot", CountingTokens.possiblySpent(token));
			return null;
		});
		Assertions.assertThat(openStore().find("bot")).isNull();
	}

	// What keeps a store that does not write ahead from writing ends the whole update.
	@Test
	void writeAheadWhenItFailsThenTheUpdateGoesOn() {
		TokenStore store = openStore();
		store.save("bot", CountingTokens.token(1));
		Throwable failure = Assertions.catchThrowable(() -> store.update("bot", (token) -> {
			Runnable mend = breakUpdate();
			Throwable ahead = Assertions
				.catchThrowable(() -> store.writeAhead("bot", CountingTokens.possiblySpent(token)));
			Assertions.assertThat(ahead instanceof Error).isFalse();
			mend.run();
			return token;
		}));
		Assertions.assertThat(failure == null || !writesAhead()).as(() -> String.valueOf(failure)).isTrue();
		Assertions.assertThat(openStore().find("bot"))
			.isIn(CountingTokens.token(1), CountingTokens.possiblySpent(CountingTokens.token(1)));
	}

	@Test
	void writeAheadWhenTheProcessIsKilledThenTheNextOneFindsItPossiblySpent() {
		TokenStore store = openStore();
		store.save("bot", CountingTokens.token(1));
		try (StoreProcess process = startProcess()) {
			process.await("open");
			process.send("present", "bot");
			process.await("presents");
			process.kill();
			Future<@Nullable TwitchToken> next = executor().submit(() -> store.update("bot", (token) -> token));
			Assertions.assertThat(next)
				.succeedsWithin(recoveryTime().plus(SOON))
				.isEqualTo(CountingTokens.possiblySpent(CountingTokens.token(1)));
		}
	}

	private TwitchToken ahead(int number) {
		return CountingTokens.token(number).withPossiblySpent(writesAhead());
	}

}
