package io.github.twitchoauth.lifecycle;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import reactor.core.scheduler.Schedulers;

/**
 * A point in time that elapsed time leads to. The wall clock may be set meanwhile; this
 * goes by what Reactor's timers go by.
 *
 * @param nanos the point on a scale without a meaning of its own
 */
public record Deadline(long nanos) {

	private static final Duration LONGEST = Duration.ofDays(365 * 100);

	public static Deadline after(Duration duration) {
		return new Deadline(now() + ((duration.compareTo(LONGEST) < 0) ? duration : LONGEST).toNanos());
	}

	public Duration left() {
		return Duration.ofNanos(this.nanos - now());
	}

	private static long now() {
		return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
	}

}
