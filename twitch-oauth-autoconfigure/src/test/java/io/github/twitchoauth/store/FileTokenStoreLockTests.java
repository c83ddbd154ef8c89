package io.github.twitchoauth.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the locks of {@link FileTokenStore} within one process.
 */
@Timeout(60)
class FileTokenStoreLockTests {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private Path file;

	@BeforeEach
	void setUp(@TempDir Path directory) throws IOException {
		this.file = directory.toRealPath().resolve("tokens.json");
	}

	@AfterEach
	void tearDown() {
		this.executor.shutdownNow();
	}

	@Test
	void updateWhenWithinUpdateOfSameAccountThenFailsAndChangesNothing() {
		FileTokenStore store = new FileTokenStore(this.file);
		FileTokenStore sameFile = new FileTokenStore(this.file);
		store.save("bot", Samples.token("a"));
		assertThatIllegalStateException().isThrownBy(() -> store.update("bot", (token) -> {
			sameFile.save("bot", Samples.token("b"));
			return token;
		})).withMessageContaining("must not change the same account");
		assertThat(store.find("bot")).isEqualTo(Samples.token("a"));
		store.save("bot", Samples.token("c"));
	}

	@Test
	void updateWhenAnotherHoldsTheAccountForTooLongThenFailsBeforeTheChange() throws Exception {
		FileTokenStore store = new FileTokenStore(this.file, TokenCipher.none(), Duration.ofMillis(100));
		CountDownLatch locked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Future<?> holder = this.executor.submit(() -> store.update("bot", (token) -> {
			locked.countDown();
			await(release);
			return Samples.token("a");
		}));
		locked.await();
		AtomicBoolean called = new AtomicBoolean();
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> store.update("bot", (token) -> {
			called.set(true);
			return token;
		}))
			.withMessageContaining(this.file.toString())
			.withMessageContaining("for the account 'bot'")
			.withMessageContaining("100 ms");
		assertThat(called).isFalse();
		release.countDown();
		holder.get();
		assertThat(store.find("bot")).isEqualTo(Samples.token("a"));
	}

	@Test
	void updateWhenInterruptedBeforeThenKeepsTokenAndLocksOfOthers() throws Exception {
		FileTokenStore store = new FileTokenStore(this.file);
		Thread.currentThread().interrupt();
		store.update("bot", (token) -> {
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
			return Samples.token("a");
		});
		assertThat(Thread.interrupted()).isTrue();
		assertThat(store.find("bot")).isEqualTo(Samples.token("a"));
	}

	@Test
	void updateWhenThreadsAreInterruptedAtAnyTimeThenLosesNothing() throws Exception {
		FileTokenStore store = new FileTokenStore(this.file);
		AtomicInteger concurrent = new AtomicInteger();
		Thread[] threads = IntStream.range(0, 4).mapToObj((number) -> new Thread(() -> {
			for (int i = 0; i < 50; i++) {
				store.update("bot", (token) -> {
					assertThat(concurrent.incrementAndGet()).isOne();
					TwitchToken next = increment(token);
					concurrent.decrementAndGet();
					return next;
				});
			}
		})).toArray(Thread[]::new);
		for (Thread thread : threads) {
			thread.start();
		}
		while (IntStream.range(0, 4).anyMatch((number) -> threads[number].isAlive())) {
			for (Thread thread : threads) {
				thread.interrupt();
			}
			Thread.onSpinWait();
		}
		assertThat(count(store.find("bot"))).isEqualTo(200);
	}

	@Test
	void updateWhenManyAccountsWereUsedThenNoLockRemains() throws IOException {
		FileTokenStore store = new FileTokenStore(this.file);
		IntStream.range(0, 1000).forEach((number) -> store.update("account-" + number, (token) -> token));
		assertThat(LockFile.of(this.file.resolveSibling("tokens.json.lock")).held()).isZero();
	}

	@Test
	void updateWhenLockFileHasBeenDeletedThenCreatesAndLocksIt() throws Exception {
		FileTokenStore store = new FileTokenStore(this.file);
		store.save("bot", Samples.token("a"));
		Path lockFile = this.file.resolveSibling("tokens.json.lock");
		Files.delete(lockFile);
		store.update("bot", (token) -> {
			assertThat(lockFile).exists().isEmptyFile();
			return Samples.token("b");
		});
		assertThat(store.find("bot")).isEqualTo(Samples.token("b"));
	}

	@Test
	void updateWhenLinksLeadToTheSameFileThenExcludesEachOther() throws Exception {
		Path link = Files.createSymbolicLink(this.file.resolveSibling("link.json"), this.file);
		FileTokenStore direct = new FileTokenStore(this.file);
		FileTokenStore linked = new FileTokenStore(link, TokenCipher.none(), Duration.ofMillis(50));
		direct.update("bot", (token) -> {
			assertThat(CompletableFuture.runAsync(() -> linked.save("bot", Samples.token("b")), this.executor))
				.failsWithin(Duration.ofSeconds(10));
			return Samples.token("a");
		});
		assertThat(linked.find("bot")).isEqualTo(Samples.token("a"));
	}

	@Test
	void positionOfIsDifferentForEachAccountAndNeverThatOfWriting() {
		long[] positions = IntStream.range(0, 10_000)
			.mapToLong((number) -> LockFile.positionOf("account-" + number))
			.sorted()
			.toArray();
		assertThat(positions).doesNotHaveDuplicates();
		assertThat(positions).matches((all) -> LongStream.of(all).allMatch((position) -> position % 3 == 0));
		assertThat(positions[0]).isGreaterThan(LockFile.WRITING + 2);
		assertThat(positions[positions.length - 1] + 2).isPositive();
	}

	private static TwitchToken increment(@Nullable TwitchToken token) {
		return Samples.token(Integer.toString(count(token) + 1));
	}

	private static int count(@Nullable TwitchToken token) {
		return (token != null) ? Integer.parseInt(token.accessToken().substring("access-".length())) : 0;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
