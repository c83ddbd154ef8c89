package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.twitchoauth.lifecycle.Deadline;
import reactor.core.publisher.Mono;

/**
 * At how many requests a second tokens are validated. Twitch does not say how many it
 * answers: there are more with each answer while that many are wanted, and half as many
 * when it refuses.
 */
final class ValidationPace {

	/**
	 * How many requests are under way at once at most.
	 */
	static final int MOST_AT_A_TIME = 200;

	private static final double FIRST = 10;

	private static final double LEAST = 1;

	private static final double MOST = 500;

	// What each second adds, as a part of the pace and as a number.
	private static final double GROWTH = 0.02;

	private static final double SMALLEST_GROWTH = 0.2;

	// A server that takes longer to answer than this is not asked more at a time.
	private static final double SECONDS_PER_ANSWER = 0.3;

	private static final int LARGEST_BATCH = 100;

	// Turns that come late may be made up for within this time.
	private static final Duration DELAY = Duration.ofMillis(100);

	private final AtomicInteger underWay = new AtomicInteger();

	private Deadline next = Deadline.after(Duration.ZERO);

	private double perSecond = FIRST;

	private boolean limiting;

	/**
	 * Wait for the next turn to make a request.
	 * @return emits then
	 */
	Mono<Long> turn() {
		return Mono.defer(() -> Mono.delay(untilNext()))
			.filter((tick) -> this.underWay.get() < mostAtATime())
			.repeatWhenEmpty((repetitions) -> repetitions);
	}

	private synchronized Duration untilNext() {
		Duration left = this.next.left();
		this.limiting = left.compareTo(DELAY.negated()) > 0;
		Duration base = this.limiting ? left : Duration.ZERO;
		this.next = Deadline.after(base.plusNanos((long) (1e9 / this.perSecond)));
		return base.isNegative() ? Duration.ZERO : base;
	}

	private synchronized double mostAtATime() {
		return Math.min(MOST_AT_A_TIME, this.perSecond * SECONDS_PER_ANSWER);
	}

	/**
	 * Make a request, which counts until it is answered.
	 * @param <T> the type of the answer
	 * @param request the request
	 * @return its answer
	 */
	<T> Mono<T> during(Mono<T> request) {
		return Mono.using(this.underWay::incrementAndGet, (number) -> request,
				(number) -> this.underWay.decrementAndGet());
	}

	/**
	 * Note that a request has been answered.
	 */
	synchronized void answered() {
		if (this.limiting) {
			this.perSecond = Math.min(MOST, this.perSecond + GROWTH + SMALLEST_GROWTH / this.perSecond);
		}
	}

	/**
	 * Note that the server wants fewer requests.
	 */
	synchronized void refused() {
		this.perSecond = Math.max(LEAST, this.perSecond / 2);
	}

	/**
	 * Note that the server does not answer. What it bore before says nothing any more.
	 */
	synchronized void unanswered() {
		this.perSecond = Math.min(FIRST, this.perSecond);
	}

	/**
	 * Return how many requests can be made in about a second.
	 * @return the number, at least one
	 */
	synchronized int batch() {
		return (int) Math.min(LARGEST_BATCH, this.perSecond);
	}

}
