package io.github.twitchoauth.benchmarks.calls;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * How long clients took for their calls, in nanoseconds, when they took turns that are so
 * short that whatever slows the machine slows all of them.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Turns {

	private static final int CALLS_PER_TURN = 50;

	private final Map<String, Long> nanos = new HashMap<>();

	private final Random random = new Random(1);

	private long calls;

	@Setup(Level.Iteration)
	public void reset() {
		this.nanos.clear();
		this.calls = 0;
	}

	void take(Map<String, Runnable> clients) {
		List<Map.Entry<String, Runnable>> order = new ArrayList<>(clients.entrySet());
		Collections.shuffle(order, this.random);
		order.forEach((client) -> this.nanos.merge(client.getKey(), turn(client.getValue()), Long::sum));
		this.calls += CALLS_PER_TURN;
	}

	private static long turn(Runnable client) {
		long start = System.nanoTime();
		for (int i = 0; i < CALLS_PER_TURN; i++) {
			client.run();
		}
		return System.nanoTime() - start;
	}

	public long calls() {
		return this.calls;
	}

	public long bare() {
		return nanos("bare");
	}

	public long bareAgain() {
		return nanos("bareAgain");
	}

	public long starter() {
		return nanos("starter");
	}

	public long starterObserved() {
		return nanos("starterObserved");
	}

	public long springSecurity() {
		return nanos("springSecurity");
	}

	private long nanos(String client) {
		return this.nanos.getOrDefault(client, 0L);
	}

}
