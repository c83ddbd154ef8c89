package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ValidationPace}.
 */
class ValidationPaceTests {

	private final AtomicInteger requests = new AtomicInteger();

	private VirtualTimeScheduler time;

	private ValidationPace pace;

	private Disposable client;

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.pace = new ValidationPace();
	}

	@AfterEach
	void tearDown() {
		if (this.client != null) {
			this.client.dispose();
		}
		VirtualTimeScheduler.reset();
	}

	@Test
	void turnWhenNothingIsAnsweredYetThenComesTenTimesPerSecond() {
		ask(Mono.empty());
		assertThat(requestsWithin(Duration.ofSeconds(10))).isBetween(100, 101);
	}

	@Test
	void answeredWhenTurnsAreWaitedForThenPaceGoesUpToALimit() {
		ask(Mono.fromRunnable(this.pace::answered));
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		assertThat(requestsWithin(Duration.ofSeconds(1))).isBetween(18, 22);
		this.time.advanceTimeBy(Duration.ofMinutes(3));
		assertThat(requestsWithin(Duration.ofSeconds(1))).isBetween(499, 501);
	}

	@Test
	void answeredWhenTurnsAreNotWaitedForThenPaceStays() {
		for (int i = 0; i < 1000; i++) {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			this.pace.turn().subscribe();
			this.pace.answered();
		}
		assertThat(this.pace.batch()).isEqualTo(10);
	}

	@Test
	void refusedThenPaceIsHalvedDownToOnePerSecondAndGoesUpAgain() {
		this.pace.refused();
		assertThat(this.pace.batch()).isEqualTo(5);
		for (int i = 0; i < 10; i++) {
			this.pace.refused();
		}
		ask(Mono.fromRunnable(this.pace::answered));
		assertThat(requestsWithin(Duration.ofSeconds(10))).isBetween(18, 25);
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		assertThat(this.pace.batch()).isBetween(8, 12);
	}

	@Test
	void unansweredThenPaceIsWhatItWasAtFirstAtMost() {
		ask(Mono.fromRunnable(this.pace::answered));
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		this.client.dispose();
		assertThat(this.pace.batch()).isGreaterThan(30);
		this.pace.unanswered();
		assertThat(this.pace.batch()).isEqualTo(10);
		this.pace.refused();
		this.pace.unanswered();
		assertThat(this.pace.batch()).isEqualTo(5);
	}

	@Test
	void turnWhenAnswersAreSlowThenFewAreAwaitedAtATime() {
		AtomicInteger underWay = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		ask(Mono.delay(Duration.ofSeconds(3))
			.doOnSubscribe((subscription) -> most.accumulateAndGet(underWay.incrementAndGet(), Math::max))
			.doFinally((signal) -> underWay.decrementAndGet()));
		assertThat(requestsWithin(Duration.ofSeconds(60))).isBetween(57, 66);
		assertThat(most).hasValue(3);
	}

	@Test
	void turnWhenOneWasLateThenIsMadeUpForAtOnceOnlyWithinATenthOfASecond() {
		this.pace.turn().block(Duration.ofSeconds(1));
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		ask(Mono.empty());
		assertThat(requestsWithin(Duration.ofSeconds(1))).isBetween(10, 12);
	}

	private void ask(Mono<?> answer) {
		this.client = Flux.<Integer>generate((sink) -> sink.next(1))
			.concatMap((number) -> this.pace.turn(), 1)
			.doOnNext((turn) -> this.requests.incrementAndGet())
			.flatMap((turn) -> this.pace.during(answer), ValidationPace.MOST_AT_A_TIME)
			.subscribe();
	}

	private int requestsWithin(Duration duration) {
		int before = this.requests.get();
		this.time.advanceTimeBy(duration);
		return this.requests.get() - before;
	}

}
