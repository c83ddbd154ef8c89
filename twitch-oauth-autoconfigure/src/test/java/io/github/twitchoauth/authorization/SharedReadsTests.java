package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.lifecycle.BlockingThreads;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedReads}.
 */
class SharedReadsTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final Scheduler threads = Schedulers.fromExecutor(BlockingThreads.create("read-"));

	private final CountDownLatch answer = new CountDownLatch(1);

	private final AtomicInteger reads = new AtomicInteger();

	private VirtualTimeScheduler time;

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void tearDown() {
		this.answer.countDown();
		VirtualTimeScheduler.reset();
	}

	@Test
	void getWhenStoreDoesNotAnswerThenAllGiveUpAndOneThreadIsHeld() {
		SharedReads<String, String> reads = reads(this::hang);
		CompletableFuture<String> first = reads.get("bot").toFuture();
		reads.get("bot").subscribe().dispose();
		giveUp(first);
		CompletableFuture<String> later = reads.get("bot").toFuture();
		giveUp(later);
		assertThat(this.reads).hasValue(1);
	}

	private void giveUp(CompletableFuture<String> caller) {
		Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return caller.isDone();
		});
		assertThat(caller).failsWithin(LIMIT)
			.withThrowableThat()
			.withCauseInstanceOf(TokenStoreException.class)
			.withMessageContaining("in time");
	}

	@Test
	void getWhenReadHasEndedThenReadsAgain() {
		SharedReads<String, String> reads = reads((key) -> key + this.reads.incrementAndGet());
		assertThat(reads.get("bot").block(LIMIT)).isEqualTo("bot1");
		assertThat(reads.get("bot").block(LIMIT)).isEqualTo("bot2");
		assertThat(reads((key) -> null).get("bot").blockOptional(LIMIT)).isEmpty();
	}

	@Test
	void getWhenStoreFailsThenDoesNotRepeatItsWords() {
		SharedReads<String, String> reads = reads((key) -> {
			throw new IllegalStateException("at-1");
		});
		assertThat(reads.get("bot").toFuture()).failsWithin(LIMIT)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(TokenStoreException.class)
			.withMessage("The token store could not be read (IllegalStateException)");
	}

	private String hang(String key) {
		this.reads.incrementAndGet();
		try {
			this.answer.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return key;
	}

	private SharedReads<String, String> reads(Function<String, String> store) {
		return new SharedReads<>(store, this.threads, Duration.ofSeconds(20));
	}

}
