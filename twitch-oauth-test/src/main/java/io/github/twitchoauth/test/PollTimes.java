package io.github.twitchoauth.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * When one device code was polled, and whether that was too early. An interval counts
 * from the previous answer. An application that has given up waiting for a late answer
 * cannot know of that answer, so its next interval counts from the request before.
 */
final class PollTimes {

	private final History<Instant> times = new History<>(1_000);

	private Duration interval;

	private long lastRequest = System.nanoTime();

	private long lastAnswer = this.lastRequest;

	PollTimes(Duration interval) {
		this.interval = interval;
	}

	/**
	 * Records a poll.
	 * @param time when it arrived
	 * @return how long after the previous answer it came if that was too early, or
	 * {@code null}
	 */
	synchronized @Nullable Duration received(Instant time) {
		long now = System.nanoTime();
		long since = (now - this.lastAnswer >= 0) ? this.lastAnswer : this.lastRequest;
		Duration gap = Duration.ofNanos(now - since);
		this.times.add(time);
		this.lastRequest = now;
		this.lastAnswer = now;
		return (gap.compareTo(this.interval) < 0) ? gap : null;
	}

	synchronized void answered(Duration delay) {
		this.lastAnswer = System.nanoTime() + delay.toNanos();
	}

	synchronized void lengthen(Duration duration) {
		this.interval = this.interval.plus(duration);
	}

	synchronized Duration interval() {
		return this.interval;
	}

	List<Instant> times() {
		return this.times.entries();
	}

	long count() {
		return this.times.count();
	}

}
