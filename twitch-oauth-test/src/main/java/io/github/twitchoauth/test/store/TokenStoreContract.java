package io.github.twitchoauth.test.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.TokenStore;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The test that every {@link TokenStore} passes. Extend it to test one of your own:
 *
 * <pre class="code">
 * class MyTokenStoreTests extends TokenStoreContract {
 *
 *     // A new database for each test, for example in a &#064;BeforeEach method
 *
 *     &#064;Override
 *     protected TokenStore openStore() {
 *         return new Opener().open(url);
 *     }
 *
 *     &#064;Override
 *     protected StoreLocation otherProcess() {
 *         return new StoreLocation(Opener.class, url);
 *     }
 *
 *     // More than the patience of the store
 *     &#064;Override
 *     protected Duration recoveryTime() {
 *         return Duration.ofSeconds(8);
 *     }
 *
 *     &#064;Override
 *     protected Runnable breakUpdate() {
 *         JdbcClient.create(dataSource)
 *             .sql("select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'")
 *             .query(Boolean.class).list();
 *         return () -&gt; { };
 *     }
 *
 *     // Only if it overrides writeAhead
 *     &#064;Override
 *     protected boolean writesAhead() {
 *         return true;
 *     }
 *
 *     static class Opener implements TokenStoreOpener {
 *         &#064;Override
 *         public TokenStore open(String url) {
 *             return new StorageBasedTokenStore(new MyTokenStorage(url), new TokenCodec(TokenCipher.none()), 4,
 *                     Duration.ofSeconds(4));
 *         }
 *     }
 *
 * }
 * </pre>
 *
 * Needs JUnit Jupiter and AssertJ.
 *
 * @since 0.1.0
 */
@Timeout(120)
public abstract class TokenStoreContract extends UnkeptTokenContract {

	@Test
	void findWhenNothingWasSavedThenReturnsNull() {
		Assertions.assertThat(openStore().find("bot")).isNull();
	}

	@Test
	void findWhenSavedThenReturnsEqualToken() {
		List<TwitchToken> tokens = List.of(CountingTokens.token(1),
				new TwitchToken("access", null, Set.of(), null, null, null),
				new TwitchToken("{v1}a/b%2F+c=='\"\\", "{\n\t\u0000ünïcödé 🎮", Set.of("ä b", "\""),
						Instant.parse("2026-11-01T12:00:00.000001Z"), "", "日本語"),
				new TwitchToken("a".repeat(2000), "r".repeat(2000), Set.of("x".repeat(200)), null, "1", null));
		TokenStore store = openStore();
		for (TwitchToken token : tokens) {
			store.save("bot", token);
			Assertions.assertThat(store.find("bot")).isEqualTo(token);
			Assertions.assertThat(openStore().find("bot")).isEqualTo(token);
		}
	}

	@Test
	void findWhenTokenSaysWhoseItIsThenReturnsEqualToken() {
		TwitchToken token = new TwitchToken("access", "refresh", Set.of(), null, "1", "renamed", "client-id", "before");
		openStore().save("bot", token);
		Assertions.assertThat(openStore().find("bot")).isEqualTo(token);
	}

	@Test
	void findWhenTokenIsPossiblySpentThenReturnsEqualTokenUntilItIsNot() {
		TwitchToken token = CountingTokens.token(1);
		openStore().save("bot", token.withPossiblySpent(true));
		Assertions.assertThat(openStore().find("bot")).isEqualTo(token.withPossiblySpent(true));
		openStore().save("bot", token);
		Assertions.assertThat(openStore().find("bot")).isEqualTo(token);
	}

	@Test
	void saveWhenTokenIsNullThenFailsAndChangesNothing() {
		TokenStore store = openStore();
		store.save("bot", CountingTokens.token(1));
		Assertions.assertThatRuntimeException().isThrownBy(() -> store.save("bot", nothing()));
		assertNumber(store, "bot", 1);
	}

	@Test
	void removeWhenSavedThenForgetsThatAccountOnly() {
		TokenStore store = openStore();
		store.save("bot", CountingTokens.token(1));
		store.save("other", CountingTokens.token(2));
		store.remove("bot");
		store.remove("bot");
		Assertions.assertThat(store.find("bot")).isNull();
		assertNumber(store, "other", 2);
	}

	@Test
	void updateWhenCalledThenPassesPresentTokenAndReturnsAndKeepsTheNewOne() {
		TokenStore store = openStore();
		Assertions.assertThat(store.update("bot", (token) -> {
			Assertions.assertThat(token).isNull();
			return CountingTokens.token(1);
		})).isEqualTo(CountingTokens.token(1));
		Assertions.assertThat(store.update("bot", (token) -> {
			Assertions.assertThat(token).isEqualTo(CountingTokens.token(1));
			return CountingTokens.token(2);
		})).isEqualTo(CountingTokens.token(2));
		assertNumber(store, "bot", 2);
	}

	@Test
	void updateWhenNothingChangesThenKeepsWhatIsThere() {
		TokenStore store = openStore();
		Assertions.assertThat(store.update("bot", (token) -> token)).isNull();
		Assertions.assertThat(store.find("bot")).isNull();
		store.save("bot", CountingTokens.token(1));
		Assertions.assertThat(store.update("bot", (token) -> token)).isEqualTo(CountingTokens.token(1));
		assertNumber(store, "bot", 1);
	}

	@Test
	void updateWhenAnotherAccountIsReadAndUpdatedWithinThenKeepsBoth() {
		TokenStore store = openStore();
		store.save("bot", CountingTokens.token(1));
		store.update("bot", (token) -> {
			Assertions.assertThat(store.find("bot@client")).isNull();
			store.update("bot@client", (other) -> CountingTokens.token(2));
			return token;
		});
		assertNumber(store, "bot", 1);
		assertNumber(openStore(), "bot@client", 2);
	}

	@Test
	void updateWhenFunctionReturnsNullThenForgets() {
		TokenStore store = openStore();
		store.save("bot", CountingTokens.token(1));
		Assertions.assertThat(store.update("bot", (token) -> null)).isNull();
		Assertions.assertThat(store.find("bot")).isNull();
	}

	@Test
	void updateWhenFunctionThrowsThenPassesItOnAndChangesNothing() {
		TokenStore store = openStore();
		store.save("bot", CountingTokens.token(1));
		for (Throwable failure : List.of(new IllegalStateException("expected"), new AssertionError("expected"))) {
			Assertions.assertThatThrownBy(() -> store.update("bot", (token) -> fail(failure))).isSameAs(failure);
			assertNumber(store, "bot", 1);
		}
		openStore().update("bot", CountingTokens::next);
		assertNumber(store, "bot", 2);
	}

	@Test
	void updateWhenFunctionThrowsForANewAccountThenThereIsNone() {
		TokenStore store = openStore();
		Assertions.assertThatIllegalStateException()
			.isThrownBy(() -> store.update("bot", (token) -> fail(new IllegalStateException("expected"))));
		Assertions.assertThat(store.find("bot")).isNull();
	}

	@Test
	void updateWhenCalledThenCallsFunctionOnceOnTheSameThread() {
		List<Thread> threads = new ArrayList<>();
		openStore().update("bot", (token) -> {
			threads.add(Thread.currentThread());
			return token;
		});
		Assertions.assertThat(threads).containsExactly(Thread.currentThread());
	}

	@Test
	void saveWhenThreadIsInterruptedThenSavesAndLeavesItInterrupted() {
		TokenStore store = openStore();
		Thread.currentThread().interrupt();
		store.save("bot", CountingTokens.token(1));
		Assertions.assertThat(Thread.interrupted()).isTrue();
		assertNumber(store, "bot", 1);
	}

	@Test
	void saveWhenAccountNamesAreOddThenKeepsThemApart() {
		TokenStore store = openStore();
		List<String> names = oddNames();
		IntStream.range(0, names.size()).forEach((i) -> store.save(names.get(i), CountingTokens.token(i + 1)));
		TokenStore other = openStore();
		IntStream.range(0, names.size()).forEach((i) -> assertNumber(other, names.get(i), i + 1));
	}

	@Test
	void saveWhenThereAreManyAccountsThenKeepsAll() {
		TokenStore store = openStore();
		IntStream.range(1, 201).forEach((i) -> store.save("account-" + i, CountingTokens.token(i)));
		IntStream.range(1, 201).forEach((i) -> assertNumber(store, "account-" + i, i));
	}

	@Test
	void updateWhenManyThreadsIncrementThenNoneIsLost() {
		List<TokenStore> stores = List.of(openStore(), openStore());
		AtomicInteger inside = new AtomicInteger();
		List<Future<?>> threads = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			TokenStore store = stores.get(i % stores.size());
			threads.add(executor().submit(() -> IntStream.range(0, 25).forEach((time) -> increment(store, inside))));
		}
		Assertions.assertThat(threads).allSatisfy((thread) -> thread.get(60, TimeUnit.SECONDS));
		assertNumber(openStore(), "bot", 200);
	}

	@Test
	void updateWhenSameAccountIsUpdatedByAnotherInstanceThenWaitsAndSeesItsToken() throws Exception {
		TokenStore first = openStore();
		TokenStore second = openStore();
		CountDownLatch called = new CountDownLatch(1);
		List<Future<TwitchToken>> waiting = new ArrayList<>();
		first.update("bot", (token) -> {
			waiting.add(executor().submit(() -> second.update("bot", (present) -> {
				called.countDown();
				return CountingTokens.next(present);
			})));
			Assertions.assertThat(happensWithin(A_WHILE, called)).isFalse();
			return CountingTokens.token(7);
		});
		Assertions.assertThat(waiting.get(0).get(SOON.toSeconds(), TimeUnit.SECONDS))
			.isEqualTo(CountingTokens.token(8));
	}

	@Test
	void saveWhenAccountIsBeingForgottenThenWaitsAndIsKept() {
		TokenStore first = openStore();
		TokenStore second = openStore();
		first.save("bot", CountingTokens.token(1));
		List<Future<?>> waiting = new ArrayList<>();
		first.update("bot", (token) -> {
			waiting.add(executor().submit(() -> second.save("bot", CountingTokens.token(2))));
			Assertions.assertThat(waiting.get(0)).failsWithin(A_WHILE).withThrowableOfType(TimeoutException.class);
			return null;
		});
		Assertions.assertThat(waiting.get(0)).succeedsWithin(SOON);
		assertNumber(first, "bot", 2);
	}

	@Test
	void updateWhenAnotherAccountIsUpdatedThenDoesNotWait() {
		TokenStore first = openStore();
		TokenStore second = openStore();
		first.save("bot", CountingTokens.token(1));
		first.update("bot", (token) -> {
			Future<?> others = executor().submit(() -> {
				IntStream.range(0, 20).forEach((i) -> second.save("other-" + i, CountingTokens.token(i + 1)));
				second.remove("other-0");
			});
			Assertions.assertThat(others).succeedsWithin(SOON);
			return CountingTokens.next(token);
		});
		assertNumber(second, "bot", 2);
		assertNumber(first, "other-19", 20);
		Assertions.assertThat(first.find("other-0")).isNull();
	}

	@Test
	void findWhenAccountIsBeingUpdatedThenReturnsThePresentTokenAtOnce() {
		TokenStore first = openStore();
		TokenStore second = openStore();
		first.save("bot", CountingTokens.token(1));
		first.update("bot", (token) -> {
			Future<TwitchToken> found = executor().submit(() -> second.find("bot"));
			Assertions.assertThat(found).succeedsWithin(SOON).isEqualTo(CountingTokens.token(1));
			Assertions.assertThat(first.find("bot")).isEqualTo(CountingTokens.token(1));
			return CountingTokens.next(token);
		});
		assertNumber(second, "bot", 2);
	}

	@Test
	void updateWhenManyProcessesIncrementThenNoneIsLost() {
		TokenStore store = openStore();
		try (StoreProcess one = startProcess();
				StoreProcess two = startProcess();
				StoreProcess three = startProcess()) {
			List<StoreProcess> processes = List.of(one, two, three);
			processes.forEach((process) -> process.await("open"));
			processes.forEach((process) -> process.send("increment", "bot", "50"));
			IntStream.range(0, 50).forEach((i) -> store.update("bot", CountingTokens::next));
			processes.forEach((process) -> process.await("done"));
		}
		assertNumber(store, "bot", 200);
	}

	@Test
	void updateWhenAnotherProcessUpdatesTheAccountThenWaitsAndSeesItsToken() {
		TokenStore store = openStore();
		store.save("bot", CountingTokens.token(1));
		try (StoreProcess process = startHolder("bot")) {
			CountDownLatch called = new CountDownLatch(1);
			Future<TwitchToken> waiting = executor().submit(() -> store.update("bot", (token) -> {
				called.countDown();
				return CountingTokens.next(token);
			}));
			Assertions.assertThat(happensWithin(A_WHILE, called)).isFalse();
			assertNumber(store, "bot", 1);
			store.save("other", CountingTokens.token(5));
			process.send("release");
			process.await("done");
			Assertions.assertThat(waiting).succeedsWithin(SOON).isEqualTo(CountingTokens.token(3));
		}
	}

	@Test
	void updateWhenAProcessIsKilledInTheFunctionThenAccountIsFreeAndUnchanged() {
		TokenStore store = openStore();
		store.save("bot", CountingTokens.token(1));
		try (StoreProcess process = startHolder("bot")) {
			Future<TwitchToken> waiting = executor().submit(() -> store.update("bot", CountingTokens::next));
			process.kill();
			Assertions.assertThat(waiting).succeedsWithin(recoveryTime().plus(SOON)).isEqualTo(CountingTokens.token(2));
		}
	}

	private static void increment(TokenStore store, AtomicInteger inside) {
		store.update("bot", (token) -> {
			Assertions.assertThat(inside.incrementAndGet()).isOne();
			TwitchToken next = CountingTokens.next(token);
			inside.decrementAndGet();
			return next;
		});
	}

	private static TwitchToken fail(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		throw (RuntimeException) failure;
	}

	@SuppressWarnings("NullAway")
	private static TwitchToken nothing() {
		return null;
	}

}
