package io.github.twitchoauth.benchmarks.logins;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

import io.github.twitchoauth.benchmarks.harness.Cpu;
import io.github.twitchoauth.benchmarks.harness.Heap;
import io.github.twitchoauth.benchmarks.harness.Pause;
import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.server.TwitchControl;

/**
 * One library and one number of logins, in a JVM of its own.
 */
public final class PendingLoginsRun {

	/**
	 * How many ask for their code at a time.
	 */
	static final int STARTING_AT_A_TIME = 100;

	private static final int WARM_UP = 20;

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final Duration PACE = Duration.ofMillis(2);

	private static final Duration OBSERVE = INTERVAL.multipliedBy(3);

	private static final Duration APPROVE_WITHIN = INTERVAL.multipliedBy(4);

	/**
	 * How long the last token may take.
	 */
	private static final Duration PATIENCE = INTERVAL.multipliedBy(2);

	private final Contender contender;

	private final TwitchControl twitch;

	private final Delays delays;

	private PendingLoginsRun(Contender contender, TwitchControl twitch, Delays delays) {
		this.contender = contender;
		this.twitch = twitch;
		this.delays = delays;
	}

	public static void main(String[] args) {
		URI server = URI.create(args[1]);
		Delays delays = new Delays();
		Contender contender = args[0].equals("starter") ? new StarterLogins(server, delays)
				: new CredentialManagerLogins(server, delays);
		try (contender) {
			new PendingLoginsRun(contender, new TwitchControl(server), delays).run(Integer.parseInt(args[2]));
		}
		System.exit(0);
	}

	private void run(int logins) {
		start(WARM_UP);
		approve(WARM_UP, Duration.ofMillis(1));
		long heapBefore = Heap.used();
		start(logins);
		this.contender.started();
		Pause.of(INTERVAL.plusSeconds(1));
		this.twitch.reset();
		Duration before = Cpu.used();
		Pause.of(OBSERVE);
		Results seen = this.twitch.statistics();
		Results.say("cpu", Cpu.microsSince(before) / seen.number("polls"));
		Results.say("heap", (Heap.used() - heapBefore) / logins);
		Results.say("threads", ManagementFactory.getThreadMXBean().getThreadCount());
		approve(logins, APPROVE_WITHIN);
		say(seen);
	}

	private void start(int logins) {
		Semaphore permits = new Semaphore(STARTING_AT_A_TIME);
		List<CompletableFuture<Void>> started = new ArrayList<>();
		long start = System.nanoTime();
		for (int i = 0; i < logins; i++) {
			Pause.untilNanoTime(start + PACE.toNanos() * i);
			permits.acquireUninterruptibly();
			started.add(this.contender.logIn().whenComplete((done, error) -> permits.release()));
		}
		started.forEach(CompletableFuture::join);
	}

	private void approve(int logins, Duration within) {
		this.delays.reset();
		this.twitch.approveAll(within);
		this.delays.await(logins, this.contender.identifies(), within.plus(PATIENCE));
	}

	private void say(Results seen) {
		Results.say("polls", seen.text("polls"));
		Results.say("lateness.p50", seen.text("lateness.p50"));
		Results.say("lateness.p99", seen.text("lateness.p99"));
		Results.say("early", this.twitch.statistics().text("early"));
		Results.say("tokens", this.delays.tokens().size());
		Results.say("token.p50", this.delays.tokens().median());
		Results.say("token.p99", this.delays.tokens().quantile(0.99));
		Results.say("user.p50", this.delays.users().median());
	}

}
