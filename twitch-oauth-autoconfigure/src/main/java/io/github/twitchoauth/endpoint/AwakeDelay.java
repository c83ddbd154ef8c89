package io.github.twitchoauth.endpoint;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * A delay that counts only the time in which the process could run. After a pause of the
 * whole process (SIGSTOP, a suspended laptop, a long garbage collection) an ordinary
 * timer fires before the sockets have been read, and gives up an answer that is already
 * there.
 */
public final class AwakeDelay {

	private static final Duration LONGEST_SLICE = Duration.ofSeconds(1);

	// A busy machine delays timers by up to this much although the process was not
	// paused.
	private static final Duration TOLERANCE = Duration.ofMillis(100);

	private AwakeDelay() {
	}

	/**
	 * Return a delay.
	 * @param duration how long the process must have run
	 * @return completes after it
	 */
	public static Mono<Void> of(Duration duration) {
		long slices = Math.max(1, duration.plus(LONGEST_SLICE).minusNanos(1).dividedBy(LONGEST_SLICE));
		Duration slice = duration.dividedBy(slices);
		return punctual(slice).repeat(slices - 1).then();
	}

	// A slice that took more than twice its time does not count, because the process was
	// paused meanwhile.
	private static Mono<Long> punctual(Duration slice) {
		long longest = slice.toNanos() + Math.max(slice.toNanos(), TOLERANCE.toNanos());
		return Mono.defer(() -> {
			long start = System.nanoTime();
			return Mono.delay(slice).filter((tick) -> System.nanoTime() - start < longest);
		}).repeatWhenEmpty((repetitions) -> repetitions);
	}

}
