package io.github.twitchoauth.endpoint;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AwakeDelay}.
 */
class AwakeDelayTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@Test
	void ofWhenNothingPausesThenTakesAsLongAsItSays() {
		StepVerifier.withVirtualTime(() -> AwakeDelay.of(Duration.ofMillis(2500)))
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(2499))
			.thenAwait(Duration.ofMillis(1))
			.expectComplete()
			.verify(LIMIT);
		VirtualTimeScheduler.reset();
	}

	@Test
	void ofWhenTimersWerePausedThenDoesNotCountThePause() throws Exception {
		CountDownLatch pause = new CountDownLatch(1);
		CompletableFuture<Void> delay = AwakeDelay.of(Duration.ofMillis(200)).toFuture();
		for (int i = 0; i < Schedulers.DEFAULT_POOL_SIZE; i++) {
			Schedulers.parallel().schedule(() -> awaitUninterruptibly(pause));
		}
		Awaitility.await().pollDelay(Duration.ofMillis(900)).until(() -> true);
		long resumed = System.nanoTime();
		pause.countDown();
		delay.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		assertThat(Duration.ofNanos(System.nanoTime() - resumed)).isGreaterThan(Duration.ofMillis(190));
	}

	@Test
	void ofWhenShorterThanTimersArePreciseThenCompletes() {
		AwakeDelay.of(Duration.ofNanos(1)).block(LIMIT);
		AwakeDelay.of(Duration.ZERO).block(LIMIT);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
