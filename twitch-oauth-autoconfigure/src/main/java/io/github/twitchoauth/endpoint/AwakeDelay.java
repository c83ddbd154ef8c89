package io.github.twitchoauth.endpoint;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import reactor.core.publisher.Mono;

/**
 * A delay that counts only the time in which the process could run. After a pause of the
 * whole process (SIGSTOP, a suspended laptop, a long garbage collection) an ordinary
 * timer fires before the sockets have been read, and gives up an answer that is already
 * there.
 */
public final class AwakeDelay {

	private static final long LONGEST_SLICE = TimeUnit.SECONDS.toNanos(1);

	// A busy machine delays timers by up to this much although the process was not
	// paused.
	private static final long TOLERANCE = TimeUnit.MILLISECONDS.toNanos(100);

	private AwakeDelay() {
	}

	/**
	 * Return a delay.
	 * @param duration how long the process must have run, 292 years at most
	 * @return completes after it
	 */
	public static Mono<Void> of(Duration duration) {
		long nanos = duration.toNanos();
		long slices = Math.max(1, (nanos + LONGEST_SLICE - 1) / LONGEST_SLICE);
		long slice = nanos / slices;
		return Mono.defer(() -> {
			Slices left = new Slices(slices, slice + Math.max(slice, TOLERANCE));
			return Mono.delay(Duration.ofNanos(slice)).repeat(left::isAnyAfterThis).then();
		});
	}

	/**
	 * The slices of one delay. One that took more than twice its time does not count,
	 * because the process was paused meanwhile.
	 */
	private static final class Slices {

		private final long longest;

		private long left;

		private long begun = System.nanoTime();

		Slices(long count, long longest) {
			this.left = count;
			this.longest = longest;
		}

		boolean isAnyAfterThis() {
			long now = System.nanoTime();
			if (now - this.begun < this.longest) {
				this.left--;
			}
			this.begun = now;
			return this.left > 0;
		}

	}

}
