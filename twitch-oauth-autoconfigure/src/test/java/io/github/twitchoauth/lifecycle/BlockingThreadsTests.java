package io.github.twitchoauth.lifecycle;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BlockingThreads}.
 */
@Timeout(30)
class BlockingThreadsTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void letGo() {
		this.release.countDown();
	}

	static Executor[] executors() {
		return new Executor[] { BlockingThreads.pool("test-pool-"), BlockingThreads.create("test-") };
	}

	@ParameterizedTest
	@MethodSource("executors")
	void executeWhenManyTasksBlockThenAnotherOneStillRuns(Executor threads) throws InterruptedException {
		CountDownLatch blocked = new CountDownLatch(1_000);
		for (int i = 0; i < 1_000; i++) {
			threads.execute(() -> {
				blocked.countDown();
				awaitRelease();
			});
		}
		assertThat(blocked.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		CountDownLatch ran = new CountDownLatch(1);
		threads.execute(ran::countDown);
		assertThat(ran.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void executeWhenManyTasksAreShortThenFewThreadsDo() throws InterruptedException {
		Executor threads = BlockingThreads.pool("test-");
		Set<Thread> used = ConcurrentHashMap.newKeySet();
		CountDownLatch done = new CountDownLatch(100_000);
		for (int i = 0; i < 100_000; i++) {
			threads.execute(() -> {
				used.add(Thread.currentThread());
				done.countDown();
			});
		}
		assertThat(done.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(used).hasSizeLessThan(600);
	}

	@Test
	void executeWhenTasksComeOneAfterTheOtherThenThreadsAreUsedAgain() throws Exception {
		Executor threads = BlockingThreads.pool("test-");
		Set<Thread> used = ConcurrentHashMap.newKeySet();
		for (int i = 0; i < 1_000; i++) {
			CompletableFuture.runAsync(() -> used.add(Thread.currentThread()), threads)
				.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		// On a busy machine, the next task comes before a thread is idle again.
		assertThat(used).hasSizeLessThan(128);
	}

	@ParameterizedTest
	@MethodSource("executors")
	void executeWhenATaskFailsThenTheOthersRun(Executor threads) throws InterruptedException {
		CountDownLatch ran = new CountDownLatch(1_000);
		for (int i = 0; i < 1_000; i++) {
			threads.execute(() -> {
				ran.countDown();
				throw new IllegalStateException("on purpose");
			});
		}
		assertThat(ran.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@ParameterizedTest
	@MethodSource("executors")
	void cancelWhenTaskIsUnderWayThenItIsNotInterrupted(Executor threads) throws InterruptedException {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		AtomicBoolean interrupted = new AtomicBoolean();
		Disposable task = Mono.fromRunnable(() -> {
			started.countDown();
			interrupted.set(!awaitRelease());
			ended.countDown();
		}).subscribeOn(Schedulers.fromExecutor(threads)).subscribe();
		assertThat(started.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		task.dispose();
		this.release.countDown();
		assertThat(ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(interrupted).isFalse();
	}

	private boolean awaitRelease() {
		try {
			return this.release.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

}
