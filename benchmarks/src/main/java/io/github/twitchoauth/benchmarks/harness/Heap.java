package io.github.twitchoauth.benchmarks.harness;

import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/**
 * The heap of this JVM.
 */
public final class Heap {

	private static final int COLLECTIONS = 4;

	private Heap() {
	}

	/**
	 * Return how much is in use.
	 * @return bytes that survive garbage collections
	 */
	public static long used() {
		return LongStream.generate(Heap::collectAndMeasure).limit(COLLECTIONS).min().orElseThrow();
	}

	private static long collectAndMeasure() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
