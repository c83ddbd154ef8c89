package io.github.twitchoauth.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.twitchoauth.TwitchOAuthException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuthorizationLifecycle}.
 */
@Timeout(60)
class AuthorizationLifecycleTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final AuthorizationLifecycle lifecycle = new AuthorizationLifecycle(Clock.systemUTC());

	@AfterEach
	void close() {
		this.lifecycle.close();
		Hooks.resetOnErrorDropped();
		Hooks.resetOnNextDropped();
	}

	@Test
	void whileOpenWhenOperationHasAValueThenPassesIt() {
		StepVerifier.create(this.lifecycle.cancelOnClose(Mono.just("value")))
			.expectNext("value")
			.expectComplete()
			.verify(LIMIT);
		expectNothingHeld();
	}

	@Test
	void whileOpenWhenOperationIsEmptyThenPassesThat() {
		StepVerifier.create(this.lifecycle.cancelOnClose(Mono.delay(Duration.ofMillis(1)).then()))
			.expectComplete()
			.verify(LIMIT);
		expectNothingHeld();
	}

	@Test
	void whileOpenWhenOperationFailsThenPassesTheError() {
		StepVerifier.create(this.lifecycle.cancelOnClose(Mono.error(new IllegalStateException("fail"))))
			.expectErrorMessage("fail")
			.verify(LIMIT);
		expectNothingHeld();
	}

	@Test
	void whileOpenWhenClosingThenCancelsTheOperationAndFails() {
		AtomicBoolean cancelled = new AtomicBoolean();
		StepVerifier.create(this.lifecycle.cancelOnClose(Mono.never().doOnCancel(() -> cancelled.set(true))))
			.expectSubscription()
			.then(() -> assertThat(this.lifecycle.keepAlive().isAlive()).isTrue())
			.then(this.lifecycle::close)
			.expectErrorSatisfies(AuthorizationLifecycleTests::isClosing)
			.verify(LIMIT);
		assertThat(cancelled).isTrue();
		expectNothingHeld();
	}

	@Test
	void whileOpenWhenClosedThenOperationIsNotStarted() {
		AtomicBoolean started = new AtomicBoolean();
		Mono<Object> operation = this.lifecycle.cancelOnClose(Mono.fromRunnable(() -> started.set(true)));
		this.lifecycle.close();
		StepVerifier.create(operation).expectErrorSatisfies(AuthorizationLifecycleTests::isClosing).verify(LIMIT);
		assertThat(started).isFalse();
	}

	@Test
	void whileOpenWhenSubscriberCancelsThenCancelsTheOperationAndReleases() {
		AtomicBoolean cancelled = new AtomicBoolean();
		Disposable subscription = this.lifecycle.cancelOnClose(Mono.never().doOnCancel(() -> cancelled.set(true)))
			.subscribe();
		assertThat(this.lifecycle.underWay()).isEqualTo(1);
		subscription.dispose();
		assertThat(cancelled).isTrue();
		expectNothingHeld();
	}

	@Test
	void whileOpenWhenSubscribedTwiceThenBothEndOnClose() {
		Mono<Object> operation = this.lifecycle.cancelOnClose(Mono.never());
		List<Throwable> errors = new CopyOnWriteArrayList<>();
		operation.subscribe((value) -> {
		}, errors::add);
		operation.subscribe((value) -> {
		}, errors::add);
		this.lifecycle.close();
		assertThat(errors).hasSize(2).allSatisfy(AuthorizationLifecycleTests::isClosing);
	}

	@Test
	void closeWhenItRacesWithCompletionThenThereIsOneOutcomeAndNothingIsDropped() throws Exception {
		List<Object> dropped = new CopyOnWriteArrayList<>();
		Hooks.onErrorDropped(dropped::add);
		race((raced, end, outcomes) -> {
			raced.cancelOnClose(end.asMono())
				.subscribe((value) -> outcomes.incrementAndGet(), (error) -> outcomes.incrementAndGet());
			return () -> end.tryEmitValue("value");
		});
		race((raced, end, outcomes) -> {
			raced.cancelOnClose(end.asMono())
				.subscribe((value) -> outcomes.incrementAndGet(), (error) -> outcomes.incrementAndGet());
			return () -> end.tryEmitError(new IllegalStateException("fail"));
		});
		assertThat(dropped).isEmpty();
	}

	@Test
	void closeWhenItRacesWithSubscriptionThenSubscriberIsToldNevertheless() throws Exception {
		List<Object> dropped = new CopyOnWriteArrayList<>();
		Hooks.onErrorDropped(dropped::add);
		race((raced, end, outcomes) -> () -> raced.cancelOnClose(Mono.never())
			.subscribe((value) -> outcomes.addAndGet(100), (error) -> outcomes.incrementAndGet()));
		assertThat(dropped).isEmpty();
	}

	@Test
	void toTheEndWhenSubscriberCancelsThenGoesOn() {
		Sinks.One<String> end = Sinks.one();
		Mono<String> operation = this.lifecycle.completeBeforeClose(end.asMono(), AuthorizationLifecycle.GRACE_PERIOD);
		operation.subscribe().dispose();
		assertThat(this.lifecycle.keepAlive().isAlive()).isTrue();
		end.tryEmitValue("value");
		StepVerifier.create(operation).expectNext("value").expectComplete().verify(LIMIT);
		Awaitility.await().untilAsserted(() -> assertThat(this.lifecycle.keepAlive().isAlive()).isFalse());
	}

	@Test
	void toTheEndWhenClosingThenIsWaitedFor() {
		CountDownLatch started = new CountDownLatch(1);
		AtomicBoolean ended = new AtomicBoolean();
		this.lifecycle.completeBeforeClose(Mono.delay(Duration.ofMillis(100))
			.doOnSubscribe((subscription) -> started.countDown())
			.doOnNext((tick) -> ended.set(true)), LIMIT);
		assertThat(started.getCount()).isZero();
		this.lifecycle.close();
		assertThat(ended).isTrue();
	}

	@Test
	void toTheEndWhenClosingTakesTooLongThenIsGivenUp() {
		AtomicBoolean cancelled = new AtomicBoolean();
		this.lifecycle.completeBeforeClose(Mono.never().doOnCancel(() -> cancelled.set(true)),
				AuthorizationLifecycle.GRACE_PERIOD);
		long start = System.nanoTime();
		this.lifecycle.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
		assertThat(cancelled).isTrue();
	}

	@Test
	void toTheEndWhenClosedThenFails() {
		this.lifecycle.close();
		StepVerifier.create(this.lifecycle.completeBeforeClose(Mono.just("value"), AuthorizationLifecycle.GRACE_PERIOD))
			.expectErrorSatisfies(AuthorizationLifecycleTests::isClosing)
			.verify(LIMIT);
	}

	@Test
	void untilClosedWhenClosingThenDisposesAlsoWhatComesLate() {
		Disposable early = Disposables.single();
		Disposable late = Disposables.single();
		this.lifecycle.disposeOnClose(early);
		assertThat(early.isDisposed()).isFalse();
		this.lifecycle.close();
		this.lifecycle.disposeOnClose(late);
		assertThat(early.isDisposed()).isTrue();
		assertThat(late.isDisposed()).isTrue();
	}

	// Each contestant starts when both are ready; afterwards there is exactly one
	// outcome.
	private static void race(Contestant contestant) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			for (int i = 0; i < 2_000; i++) {
				AuthorizationLifecycle lifecycle = new AuthorizationLifecycle(Clock.systemUTC());
				AtomicInteger outcomes = new AtomicInteger();
				Runnable opponent = contestant.prepare(lifecycle, Sinks.one(), outcomes);
				CyclicBarrier start = new CyclicBarrier(2);
				Future<?> closed = threads.submit(() -> startTogether(start, lifecycle::close));
				Future<?> ended = threads.submit(() -> startTogether(start, opponent));
				closed.get(10, TimeUnit.SECONDS);
				ended.get(10, TimeUnit.SECONDS);
				assertThat(outcomes).hasValue(1);
				assertThat(lifecycle.underWay()).isZero();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static void startTogether(CyclicBarrier start, Runnable action) {
		try {
			start.await(10, TimeUnit.SECONDS);
			action.run();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static void isClosing(Throwable error) {
		assertThat(error).isExactlyInstanceOf(TwitchOAuthException.class)
			.hasMessage("The application is shutting down");
	}

	// A moment later: subscribers hear of the end before what was held is released.
	private void expectNothingHeld() {
		Awaitility.await().untilAsserted(() -> {
			assertThat(this.lifecycle.underWay()).isZero();
			assertThat(this.lifecycle.keepAlive().isAlive()).isFalse();
		});
	}

	private interface Contestant {

		Runnable prepare(AuthorizationLifecycle lifecycle, Sinks.One<String> end, AtomicInteger outcomes);

	}

}
