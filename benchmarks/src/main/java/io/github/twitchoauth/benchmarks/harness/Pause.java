package io.github.twitchoauth.benchmarks.harness;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets time pass while something is observed.
 */
public final class Pause {

	private static final Duration GLANCE = Duration.ofMillis(20);

	private Pause() {
	}

	public static void of(Duration duration) {
		untilNanoTime(System.nanoTime() + duration.toNanos());
	}

	public static void untilNanoTime(long time) {
		for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	/**
	 * Wait for a condition.
	 * @param condition the condition
	 * @param limit how long to wait for it at most
	 * @return whether it has come true
	 */
	public static boolean until(BooleanSupplier condition, Duration limit) {
		long end = System.nanoTime() + limit.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - end > 0) {
				return false;
			}
			of(GLANCE);
		}
		return true;
	}

}
