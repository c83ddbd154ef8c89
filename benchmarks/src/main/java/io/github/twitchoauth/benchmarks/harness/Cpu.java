package io.github.twitchoauth.benchmarks.harness;

import java.time.Duration;

/**
 * Processor time of this JVM, which says more than time on the wall where others use the
 * machine too.
 */
public final class Cpu {

	private Cpu() {
	}

	/**
	 * Return how much has been used so far.
	 * @return the time that all threads have run
	 */
	public static Duration used() {
		return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
	}

	public static double microsSince(Duration before) {
		return used().minus(before).toNanos() / 1e3;
	}

}
