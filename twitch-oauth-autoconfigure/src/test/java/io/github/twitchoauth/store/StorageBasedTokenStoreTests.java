package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StorageBasedTokenStore}.
 */
@Timeout(60)
class StorageBasedTokenStoreTests {

	private static final Duration PATIENCE = Duration.ofMillis(1200);

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final TokenKey KEY = new TokenKey("", "bot");

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final MapTokenStorage storage = new MapTokenStorage();

	private final StorageBasedTokenStore store = open(4);

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	@Test
	void updateWhenClaimOfAnotherIsLeftBehindThenTokenIsMarkedPossiblySpentBeforeItIsPassedOn() {
		this.store.save("bot", token(1));
		leaveClaimBehind();
		List<TwitchToken> passed = new ArrayList<>();
		assertThatIllegalStateException().isThrownBy(() -> this.store.update("bot", (token) -> {
			passed.add(token);
			assertThat(this.store.find("bot")).isEqualTo(token(1).withPossiblySpent(true));
			throw new IllegalStateException("expected");
		}));
		assertThat(passed).containsExactly(token(1).withPossiblySpent(true));
		assertThat(open(4).find("bot")).isEqualTo(token(1).withPossiblySpent(true));
		assertThat(this.storage.claims).isEmpty();
		assertThat(this.store.claimsTakenOver()).isOne();
	}

	@Test
	void updateAtOnceWhenOtherUpdatesWaitForTwitchThenDoesNotWaitForThem() {
		TokenStore client = new ClientTokenStore(open(1), "abc");
		CountDownLatch answer = new CountDownLatch(1);
		Future<?> refresh = this.executor.submit(() -> client.update("slow", (token) -> {
			await(answer);
			return token(1);
		}));
		Awaitility.await().until(() -> !this.storage.claims.isEmpty());
		assertThat(this.executor.submit(() -> client.updateAtOnce("approved", (token) -> token(2))))
			.succeedsWithin(SOON)
			.isEqualTo(token(2));
		assertThat(this.executor.submit(() -> client.remove("approved"))).succeedsWithin(SOON);
		assertThat(refresh).isNotDone();
		answer.countDown();
		assertThat(refresh).succeedsWithin(SOON);
	}

	@Test
	void updateWhenMarkingFailsThenTheNextOneMarks() {
		this.store.save("bot", token(1));
		leaveClaimBehind();
		this.storage.refusesReplacing = true;
		assertThatIllegalStateException().isThrownBy(() -> this.store.update("bot", (token) -> token))
			.withMessage("replace");
		assertThat(this.store.claimsTakenOver()).isZero();
		this.storage.refusesReplacing = false;
		assertThat(this.store.update("bot", (token) -> token)).isEqualTo(token(1).withPossiblySpent(true));
		assertThat(this.store.claimsTakenOver()).isOne();
	}

	@Test
	void updateWhenClaimIsClearedInTimeThenTokenIsNotMarked() {
		this.store.save("bot", token(1));
		leaveClaimBehind();
		Future<TwitchToken> waiting = this.executor.submit(() -> this.store.update("bot", (token) -> token));
		assertThat(waiting).failsWithin(PATIENCE.dividedBy(3)).withThrowableOfType(TimeoutException.class);
		this.storage.claims.clear();
		assertThat(waiting).succeedsWithin(SOON).isEqualTo(token(1));
		assertThat(this.store.claimsTakenOver()).isZero();
	}

	@Test
	void updateWhenClaimChangesThenWaits() {
		this.store.save("bot", token(1));
		leaveClaimBehind();
		Future<TwitchToken> waiting = this.executor.submit(() -> this.store.update("bot", (token) -> token));
		for (int i = 0; i < 8; i++) {
			this.storage.claims.put(KEY.id(), "somebody/" + i);
			assertThat(waiting).failsWithin(PATIENCE.dividedBy(4)).withThrowableOfType(TimeoutException.class);
		}
	}

	@Test
	void updateWhenRowIsLockedThenWaitsHoweverLongThatTakes() {
		this.store.save("bot", token(1));
		leaveClaimBehind();
		this.storage.locked = true;
		Future<TwitchToken> waiting = this.executor.submit(() -> this.store.update("bot", (token) -> token));
		assertThat(waiting).failsWithin(PATIENCE.multipliedBy(2)).withThrowableOfType(TimeoutException.class);
		this.storage.locked = false;
		assertThat(waiting).failsWithin(PATIENCE.dividedBy(2)).withThrowableOfType(TimeoutException.class);
		assertThat(waiting).succeedsWithin(SOON).isEqualTo(token(1).withPossiblySpent(true));
	}

	@Test
	void assertLockedWhenTakenOverThenFails() {
		this.store.save("bot", token(1));
		this.store.update("bot", (token) -> {
			this.store.assertLocked("bot");
			this.storage.claims.put(KEY.id(), "somebody/2");
			assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> this.store.assertLocked("bot"))
				.withMessageContaining("taken over");
			return token;
		});
	}

	@Test
	void updateWhenTakenOverBeforeItBeginsThenDoesNotCallTheFunction() {
		MapTokenStorage slow = new MapTokenStorage();
		StorageBasedTokenStore late = new StorageBasedTokenStore(new PausedStorage(slow),
				new TokenCodec(TokenCipher.none()));
		assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> late.update("bot", (token) -> {
			throw new AssertionError("called");
		})).withMessageContaining("taken over");
		assertThat(slow.claims).containsValue("somebody/1");
	}

	@Test
	void updateWhenOnlyTheDoubtIsNewAndCannotBeKeptThenOthersWait() {
		this.store.save("bot", token(1));
		this.storage.refusesReplacing = true;
		assertThatIllegalStateException()
			.isThrownBy(() -> this.store.update("bot", (token) -> token.withPossiblySpent(true)));
		assertThat(this.storage.claims).hasSize(1);
		this.storage.refusesReplacing = false;
		this.store.update("bot", (token) -> token.withPossiblySpent(true));
		assertThat(this.storage.claims).isEmpty();
	}

	@Test
	void updateWhenReleasingFailsThenPassesOnTheFailureAndTheNextOneGoesOn() {
		this.storage.refusesReleasing = true;
		IllegalStateException failure = new IllegalStateException("expected");
		assertThatIllegalStateException().isThrownBy(() -> this.store.update("bot", (token) -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(failure.getSuppressed()).singleElement().satisfies((ex) -> assertThat(ex).hasMessage("release"));
		assertThat(this.store.update("bot", (token) -> token(1))).isEqualTo(token(1));
	}

	@Test
	void updateWhenLimitIsReachedThenWaitsWithoutAClaim() throws Exception {
		StorageBasedTokenStore one = open(1);
		CountDownLatch under = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		Future<?> first = this.executor.submit(() -> one.update("bot", (token) -> {
			under.countDown();
			await(end);
			return token(1);
		}));
		under.await();
		Future<?> second = this.executor.submit(() -> one.update("other", (token) -> token(2)));
		assertThat(second).failsWithin(PATIENCE).withThrowableOfType(TimeoutException.class);
		assertThat(this.storage.claims).containsOnlyKeys(KEY.id());
		end.countDown();
		assertThat(first).succeedsWithin(SOON);
		assertThat(second).succeedsWithin(SOON);
	}

	@Test
	void updateWhenOthersAreWaitedForThenTheyTakeUpNoneOfTheLimit() {
		StorageBasedTokenStore two = open(2);
		List<Future<?>> waiting = new ArrayList<>();
		IntStream.range(0, 5).forEach((i) -> {
			this.storage.claims.put(new TokenKey("", "waits-" + i).id(), "somebody/" + i);
			waiting.add(this.executor.submit(() -> two.update("waits-" + i, (token) -> token(i + 1))));
		});
		two.update("bot", (token) -> token(1));
		assertThat(waiting).allSatisfy((future) -> assertThat(future).succeedsWithin(SOON));
	}

	@Test
	void updateWhenAnotherAccountIsUpdatedWithinThenNeedsNoSecondPermit() {
		StorageBasedTokenStore one = open(1);
		one.update("bot", (token) -> {
			one.save("other", token(2));
			return token(1);
		});
		one.save("third", token(3));
		assertThat(one.find("other")).isEqualTo(token(2));
	}

	@Test
	void forClientWhenAccountsHaveTheSameNameThenKeepsThemApart() {
		TokenStore one = new ClientTokenStore(this.store, "one");
		TokenStore two = new ClientTokenStore(this.store, "two");
		one.save("bot", token(1));
		assertThat(two.find("bot")).isNull();
		two.update("bot", (token) -> {
			assertThat(token).isNull();
			return token(2);
		});
		assertThat(one.find("bot")).isEqualTo(token(1));
		assertThat(this.storage.documents).hasSize(2)
			.containsOnlyKeys(new TokenKey("one", "bot").id(), new TokenKey("two", "bot").id());
	}

	private StorageBasedTokenStore open(int limit) {
		return new StorageBasedTokenStore(this.storage, new TokenCodec(TokenCipher.none()), limit, PATIENCE);
	}

	private void leaveClaimBehind() {
		this.storage.claims.put(KEY.id(), "somebody/1");
	}

	private static TwitchToken token(int number) {
		return new TwitchToken("access-" + number, "refresh-" + number, Set.of(), null, null, null);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A process that is paused between its claim and its lock, for so long that another
	 * one takes over.
	 *
	 * @param storage where the rows are
	 */
	private record PausedStorage(MapTokenStorage storage) implements TokenStorage {

		@Override
		public String read(TokenKey key) {
			return this.storage.read(key);
		}

		@Override
		public AccountPage findAccounts(String clientId, String cursor, int limit) {
			return this.storage.findAccounts(clientId, cursor, limit);
		}

		@Override
		public String claim(TokenKey key, String claim, String expected) {
			return this.storage.claim(key, claim, expected);
		}

		@Override
		public boolean replace(TokenKey key, String claim, Change change) {
			this.storage.claims.put(key.id(), "somebody/1");
			return this.storage.replace(key, claim, change);
		}

		@Override
		public void release(TokenKey key, String claim) {
			this.storage.release(key, claim);
		}

	}

}
