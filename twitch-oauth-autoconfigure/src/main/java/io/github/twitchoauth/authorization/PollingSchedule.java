package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.lifecycle.Deadline;
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

	private final Deadline expiry;

	private Duration interval;

	private Duration wait;

	private @Nullable Duration backOff;

	PollingSchedule(Deadline expiry, Duration interval) {
		this.expiry = expiry;
		this.interval = interval;
		this.wait = interval;
	}

	/**
	 * Complete when the next poll is due, with whether the code has expired by then. A
	 * poll that would come after the expiry is not waited for. One that was due before,
	 * and comes late because the machine was asleep, is left for the server to judge.
	 * @return whether the code has expired
	 */
	Mono<Boolean> awaitNextPoll() {
		Duration left = this.expiry.left();
		boolean expires = left.compareTo(this.wait) <= 0;
		return Mono.delay(expires ? longer(left, Duration.ZERO) : pause(left)).thenReturn(expires);
	}

	// The last poll comes as late as it can: no other one would see a later approval.
	private Duration pause(Duration left) {
		boolean last = left.compareTo(this.wait.plus(this.interval)) <= 0;
		return last ? longer(this.wait, left.minus(LAST_SECOND)) : this.wait;
	}

	/**
	 * Return whether the last poll of another process was long enough ago.
	 * @param silence how long no other process has polled
	 * @return whether that is as long as the interval
	 */
	boolean isOverdue(Duration silence) {
		return silence.compareTo(this.interval) >= 0;
	}

	void pending() {
		this.backOff = null;
		this.wait = this.interval;
	}

	// An approval is worth one more poll, whatever the server asks for.
	void slowDown(@Nullable Duration asked) {
		Duration slower = this.interval.plus(SLOW_DOWN);
		this.interval = (asked != null) ? longer(slower, shorter(asked, this.expiry.left().minus(LAST_SECOND)))
				: slower;
		pending();
	}

	// An approval that was given during an outage is worth one more poll, whatever the
	// server asks for.
	void backOff(@Nullable Duration retryAfter) {
		Duration shortest = longer(this.interval, FIRST_BACK_OFF);
		this.backOff = (this.backOff != null) ? doubled(this.backOff) : shortest;
		Duration wanted = (retryAfter != null) ? longer(this.backOff, retryAfter) : this.backOff;
		this.wait = longer(shortest, shorter(wanted, this.expiry.left().minus(LAST_SECOND)));
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
