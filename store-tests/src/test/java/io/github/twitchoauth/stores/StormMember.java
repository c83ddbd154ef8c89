package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

import io.github.twitchoauth.test.MockTwitch;

/**
 * A node of a {@link Storm} with all that can happen to it. Each time that it starts, its
 * process has another name and another clock.
 */
final class StormMember implements AutoCloseable {

	private static final Duration CLOCK_ERROR = Duration.ofMinutes(10);

	private final int number;

	private final List<String> properties;

	private final TcpProxy proxy;

	private final BiConsumer<StormMember, String> listener;

	private final Random random;

	private int generation;

	private NodeProcess process;

	private boolean ready;

	private boolean stopped;

	private boolean parted;

	private StormMember(int number, List<String> properties, TcpProxy proxy, Random random,
			BiConsumer<StormMember, String> listener) {
		this.number = number;
		this.properties = properties;
		this.proxy = proxy;
		this.random = random;
		this.listener = listener;
	}

	static StormMember start(int number, MockTwitch twitch, StormStore store, StormPlan plan, Random random,
			BiConsumer<StormMember, String> listener) {
		TcpProxy proxy = TcpProxy.to(store.port());
		List<String> properties = new ArrayList<>(properties(twitch, store.properties(proxy.port()), plan));
		properties.add("storm.accounts=" + plan.accounts());
		StormMember member = new StormMember(number, properties, proxy, random, listener);
		member.start();
		return member;
	}

	static List<String> properties(MockTwitch twitch, List<String> store, StormPlan plan) {
		List<String> properties = new ArrayList<>(Node.properties(twitch, store));
		properties.addAll(List.of("twitch.oauth.auto-start=false", "twitch.oauth.twitch4j.enabled=false",
				"twitch.oauth.request-timeout=5s", "twitch.oauth.validation.interval=5s",
				"storm.patience=" + plan.patience()));
		return properties;
	}

	/**
	 * Let a process ask for tokens at an address of its own.
	 * @param name the process
	 * @param properties its other properties
	 * @return all of its properties
	 */
	static List<String> named(String name, List<String> properties) {
		return properties.stream()
			.map((property) -> property.endsWith("/oauth2/token") ? property + "?node=" + name : property)
			.toList();
	}

	synchronized void start() {
		this.generation++;
		this.ready = false;
		this.stopped = false;
		List<String> properties = new ArrayList<>(named(name(), this.properties));
		properties.add("storm.clock-shift=" + CLOCK_ERROR.multipliedBy(this.random.nextInt(3) - 1));
		String name = name();
		this.process = NodeProcess.start(StormNode.class, properties, (line) -> heard(name, line));
	}

	private void heard(String name, String line) {
		synchronized (this) {
			if (line.equals("ready") && name.equals(name())) {
				this.ready = true;
			}
		}
		this.listener.accept(this, line);
	}

	synchronized String name() {
		return this.number + "-" + this.generation;
	}

	synchronized boolean isUp() {
		return this.ready && this.process.isAlive();
	}

	synchronized boolean isStopped() {
		return this.stopped;
	}

	synchronized boolean isParted() {
		return this.parted;
	}

	synchronized void send(int account) {
		if (isUp()) {
			this.process.send(Integer.toString(account));
		}
	}

	// What the process has said last is heard under the same lock.
	void kill() {
		NodeProcess victim;
		synchronized (this) {
			this.ready = false;
			victim = this.process;
		}
		victim.kill();
	}

	synchronized void stop() {
		this.stopped = true;
		this.process.signal("STOP");
	}

	// The process may have been killed meanwhile.
	synchronized void goOn(String name) {
		if (name.equals(name()) && this.stopped) {
			this.stopped = false;
			this.process.signal("CONT");
		}
	}

	synchronized void hold() {
		this.parted = true;
		this.proxy.hold();
	}

	synchronized void cut() {
		this.parted = true;
		this.proxy.cut();
	}

	synchronized void heal() {
		this.parted = false;
		this.proxy.heal();
	}

	@Override
	public String toString() {
		return name();
	}

	@Override
	public void close() {
		this.process.kill();
		this.proxy.close();
	}

}
