package io.github.twitchoauth.benchmarks.eventsub;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import com.github.twitch4j.eventsub.events.ChannelChatMessageEvent;
import io.github.twitchoauth.benchmarks.harness.Cpu;
import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.harness.Samples;

/**
 * A listener to chat messages that says what each round has come to. Only one thread
 * calls it at a time.
 */
public final class MessageCounter {

	private final int messages;

	private final Duration work;

	private Samples delays = new Samples();

	private Duration cpu = Duration.ZERO;

	private long collections;

	private long start;

	private long latest;

	private int round;

	/**
	 * Create a counter.
	 * @param messages the number of messages in a round
	 * @param work how long the listener takes for each
	 */
	public MessageCounter(int messages, Duration work) {
		this.messages = messages;
		this.work = work;
	}

	public synchronized void received(ChannelChatMessageEvent event) {
		this.latest = System.nanoTime();
		if (this.delays.size() == 0) {
			this.start = this.latest;
			this.cpu = Cpu.used();
			this.collections = collections();
		}
		String text = event.getMessage().getText();
		this.delays.add((this.latest - Long.parseLong(text.substring(0, text.indexOf(' ')))) / 1e3);
		if (!this.work.isZero()) {
			LockSupport.parkNanos(this.work.toNanos());
		}
		if (this.delays.size() == this.messages) {
			say();
		}
	}

	private void say() {
		this.round++;
		say("rate", (this.messages - 1) * 1e9 / (this.latest - this.start));
		say("cpu", Cpu.microsSince(this.cpu) / this.messages);
		say("collections", collections() - this.collections);
		say("p50", this.delays.median());
		say("p99", this.delays.quantile(0.99));
		say("end", this.round);
		this.delays = new Samples();
	}

	private void say(String name, Object value) {
		Results.say(name + "." + this.round, value);
	}

	private static long collections() {
		return ManagementFactory.getGarbageCollectorMXBeans()
			.stream()
			.mapToLong(GarbageCollectorMXBean::getCollectionCount)
			.sum();
	}

}
