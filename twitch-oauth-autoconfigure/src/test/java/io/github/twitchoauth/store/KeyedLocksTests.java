package io.github.twitchoauth.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link KeyedLocks}.
 */
class KeyedLocksTests {

	private static final long LONG = TimeUnit.SECONDS.toNanos(30);

	private final KeyedLocks<String> locks = new KeyedLocks<>();

	@Test
	void acquireWhenAnotherThreadHoldsItThenGivesUpInTime() {
		this.locks.acquire("a", LONG);
		assertThat(CompletableFuture.supplyAsync(() -> this.locks.acquire("a", 1))).succeedsWithin(10, TimeUnit.SECONDS)
			.isEqualTo(false);
		this.locks.release("a");
		assertThat(this.locks.size()).isZero();
	}

	@Test
	void acquireWhenThisThreadHoldsItThenFailsAndKeepsIt() {
		this.locks.acquire("a", LONG);
		assertThatIllegalStateException().isThrownBy(() -> this.locks.acquire("a", LONG));
		assertThat(this.locks.size()).isOne();
		this.locks.release("a");
		assertThat(this.locks.size()).isZero();
	}

	@Test
	void acquireWhenInterruptedThenStillAcquiresAndStaysInterrupted() {
		Thread.currentThread().interrupt();
		assertThat(this.locks.acquire("a", LONG)).isTrue();
		assertThat(Thread.interrupted()).isTrue();
		this.locks.release("a");
	}

	@Test
	void releaseWhenManyKeysWereUsedThenNothingRemains() {
		IntStream.range(0, 10_000).parallel().mapToObj((number) -> "account-" + number % 5000).forEach((account) -> {
			this.locks.acquire(account, LONG);
			this.locks.release(account);
		});
		assertThat(this.locks.size()).isZero();
	}

}
