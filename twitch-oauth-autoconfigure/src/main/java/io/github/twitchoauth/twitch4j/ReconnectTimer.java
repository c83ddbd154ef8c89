package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Waits before another connection, longer after each failure. It is not thread-safe: its
 * owner makes one call at a time.
 */
final class ReconnectTimer {

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	private static final int MOST_DOUBLINGS = 10;

	private final Disposable.Swap timer = Disposables.swap();

	private int failures;

	boolean hasFailures() {
		return this.failures > 0;
	}

	void addFailure() {
		this.failures++;
	}

	void reset() {
		this.failures = 0;
	}

	/**
	 * Do something after the pause that is due, and instead of what was to be done.
	 * @param action what to do
	 */
	void schedule(Runnable action) {
		Duration pause = pause();
		addFailure();
		this.timer.update(Mono.delay(pause).subscribe((tick) -> action.run()));
	}

	// The pause is partly random, so that applications do not all connect at the same
	// moment after an outage.
	private Duration pause() {
		long longest = Math.min(LONGEST_PAUSE.toMillis(), 500L << Math.min(this.failures, MOST_DOUBLINGS));
		return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
	}

	void dispose() {
		this.timer.dispose();
	}

}
