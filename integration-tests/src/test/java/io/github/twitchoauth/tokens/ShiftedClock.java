package io.github.twitchoauth.tokens;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that can be put forward and stopped.
 */
final class ShiftedClock extends Clock {

	private volatile Duration shift = Duration.ZERO;

	private volatile Instant stopped;

	void stop() {
		this.stopped = Instant.now();
	}

	void advance(Duration duration) {
		this.shift = this.shift.plus(duration);
	}

	@Override
	public Instant instant() {
		Instant stopped = this.stopped;
		return ((stopped != null) ? stopped : Instant.now()).plus(this.shift);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

}
