package io.github.twitchoauth.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The end of a wait that comes when its time has elapsed, or when the wall clock says so,
 * which goes on while the machine sleeps. It may so come early, but a clock that is set
 * back never puts it off.
 *
 * @param at the end by the wall clock
 * @param deadline the end by elapsed time
 */
public record Due(Instant at, Deadline deadline) {

	public static Due in(Duration duration, Clock clock) {
		return new Due(clock.instant().plus(duration), Deadline.after(duration));
	}

	public static Due at(Instant instant, Clock clock) {
		return new Due(instant, Deadline.after(Duration.between(clock.instant(), instant)));
	}

	public Duration left(Clock clock) {
		Duration byClock = Duration.between(clock.instant(), this.at);
		Duration elapsing = this.deadline.left();
		return (byClock.compareTo(elapsing) < 0) ? byClock : elapsing;
	}

	public boolean hasCome(Clock clock) {
		Duration left = left(clock);
		return left.isNegative() || left.isZero();
	}

}
