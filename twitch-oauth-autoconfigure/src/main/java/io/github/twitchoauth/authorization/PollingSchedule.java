package io.github.twitchoauth.authorization;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * When to poll next for one device code (RFC 8628, section 3.5). Not thread-safe: polls
 * follow each other.
 */
final class PollingSchedule {

	private static final Duration SLOW_DOWN = Duration.ofSeconds(5);

	private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);

	private static final Duration LAST_SECOND = Duration.ofSeconds(1);

	private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);

	private final Clock clock;

	private final Instant expiresAt;

	private Duration interval;

	private Duration wait;

	private @Nullable Duration backOff;

	PollingSchedule(Clock clock, Instant expiresAt, Duration interval) {
		this.clock = clock;
		this.expiresAt = expiresAt;
		this.interval = interval;
		this.wait = interval;
	}

	/**
	 * Complete when the next poll is due, with whether the code has expired by then. A
	 * poll that would come after the expiry is not waited for.
	 * @return whether the code has expired
	 */
	Mono<Boolean> awaitNextPoll() {
		Duration left = Duration.between(this.clock.instant(), this.expiresAt);
		if (left.compareTo(this.wait) <= 0) {
			return left.isNegative() ? Mono.just(true) : Mono.delay(left).thenReturn(true);
		}
		// A machine that was asleep meanwhile wakes up long after the delay.
		return Mono.delay(this.wait).map((tick) -> !this.clock.instant().isBefore(this.expiresAt));
	}

	void pending() {
		this.backOff = null;
		this.wait = this.interval;
	}

	void slowDown() {
		this.interval = this.interval.plus(SLOW_DOWN);
		pending();
	}

	void backOff(@Nullable Duration retryAfter) {
		Duration shortest = longer(this.interval, FIRST_BACK_OFF);
		this.backOff = (this.backOff != null) ? doubled(this.backOff) : shortest;
		this.wait = longer(shortest, shorter(this.backOff, untilLastSecond()));
		if (retryAfter != null) {
			this.wait = longer(this.wait, retryAfter);
		}
	}

	// An approval that was given during an outage is worth one more poll.
	private Duration untilLastSecond() {
		return Duration.between(this.clock.instant(), this.expiresAt).minus(LAST_SECOND);
	}

	private Duration doubled(Duration backOff) {
		Duration doubled = backOff.multipliedBy(2);
		return longer(this.interval, shorter(doubled, LONGEST_BACK_OFF));
	}

	private static Duration shorter(Duration first, Duration second) {
		return (first.compareTo(second) < 0) ? first : second;
	}

	private static Duration longer(Duration first, Duration second) {
		return (first.compareTo(second) < 0) ? second : first;
	}

}
