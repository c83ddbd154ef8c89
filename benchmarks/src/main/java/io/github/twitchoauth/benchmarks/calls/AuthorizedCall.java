package io.github.twitchoauth.benchmarks.calls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.twitchoauth.benchmarks.harness.ChildJvm;
import io.github.twitchoauth.benchmarks.harness.Samples;
import io.github.twitchoauth.benchmarks.harness.Table;
import io.github.twitchoauth.benchmarks.server.TwitchServer;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How many calls a second an HTTP client that is logged in makes, as a share of what the
 * bare client makes with a fixed header. Arguments: number of rounds, and one of the
 * clients if it is not to be both.
 */
public final class AuthorizedCall {

	private static final List<Class<?>> CLIENTS = List.of(WebClientCall.class, RestClientCall.class);

	private static final String BARE = "bare";

	/**
	 * Calls per iteration. A number of calls and not a time, because on a busy machine a
	 * time says nothing of how warm a JVM is.
	 */
	static final int BATCH = 5_000;

	private static final int WARM_UP = 8;

	private static final int MEASURED = 6;

	private final List<String> contenders = new ArrayList<>(List.of(BARE, "starter", "springSecurity"));

	private final Map<String, Samples> calls = new HashMap<>();

	private final Map<String, Samples> shares = new HashMap<>();

	private final Map<String, Samples> cpu = new HashMap<>();

	private final Map<String, Samples> cpuShares = new HashMap<>();

	private final Map<String, Samples> bytes = new HashMap<>();

	private final String server;

	private final List<Class<?>> clients;

	private AuthorizedCall(String server, List<Class<?>> clients) {
		this.server = server;
		this.clients = clients;
	}

	public static void main(String[] args) throws RunnerException {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 7;
		List<Class<?>> clients = (args.length > 1)
				? CLIENTS.stream().filter((client) -> name(client).equals(args[1])).toList() : CLIENTS;
		try (ChildJvm server = TwitchServer.start(Duration.ZERO)) {
			new AuthorizedCall(server.await("uri"), clients).run(rounds);
		}
	}

	private void run(int rounds) throws RunnerException {
		Table table = new Table("Authorized call", "client", "library", "calls per second", "share of bare",
				"CPU per call", "share of bare", "allocated per call");
		for (int round = 0; round < rounds; round++) {
			for (Class<?> client : this.clients) {
				round(client);
			}
			Collections.rotate(this.contenders, 1);
		}
		for (Class<?> client : this.clients) {
			List.of(BARE, "starter", "springSecurity").forEach((contender) -> row(table, client, contender));
		}
		table.end("Medians of " + rounds + " rounds; in each, every client runs in a JVM of its own.",
				"Shares are above 1 if better than bare, whether of calls or of processor time.");
	}

	private void round(Class<?> client) throws RunnerException {
		Map<String, Double> calls = new HashMap<>();
		Map<String, Double> cpu = new HashMap<>();
		for (String contender : this.contenders) {
			RunResult result = measure(client, contender);
			String name = client + contender;
			calls.put(name, BATCH / result.getPrimaryResult().getScore());
			cpu.put(name, secondary(result, CpuProfiler.NAME) / BATCH);
			add(this.bytes, name, secondary(result, "gc.alloc.rate.norm") / BATCH);
		}
		double bareCalls = calls.getOrDefault(client + BARE, Double.NaN);
		double bareCpu = cpu.getOrDefault(client + BARE, Double.NaN);
		calls.forEach((name, score) -> add(this.calls, name, score));
		calls.forEach((name, score) -> add(this.shares, name, score / bareCalls));
		cpu.forEach((name, micros) -> add(this.cpu, name, micros));
		cpu.forEach((name, micros) -> add(this.cpuShares, name, bareCpu / micros));
	}

	private RunResult measure(Class<?> client, String contender) throws RunnerException {
		return new Runner(new OptionsBuilder().include(client.getName() + "." + contender + "$")
			.forks(1)
			.mode(Mode.SingleShotTime)
			.timeUnit(TimeUnit.SECONDS)
			.warmupIterations(WARM_UP)
			.warmupBatchSize(BATCH)
			.measurementIterations(MEASURED)
			.measurementBatchSize(BATCH)
			.addProfiler(GCProfiler.class)
			.addProfiler(CpuProfiler.class)
			.jvmArgsAppend("-Xmx256m", "-D" + CallContext.SERVER + "=" + this.server)
			.verbosity(VerboseMode.SILENT)
			.build()).runSingle();
	}

	private static double secondary(RunResult result, String name) {
		Samples scores = new Samples();
		result.getSecondaryResults().forEach((key, secondary) -> {
			if (key.endsWith(name)) {
				scores.add(secondary.getScore());
			}
		});
		return scores.median();
	}

	private static void add(Map<String, Samples> samples, String name, double value) {
		samples.computeIfAbsent(name, (key) -> new Samples()).add(value);
	}

	private void row(Table table, Class<?> client, String contender) {
		String name = client + contender;
		table.row(name(client), contender, median("%.0f", this.calls, name), shareOf(this.shares, name),
				median("%.0f µs", this.cpu, name), shareOf(this.cpuShares, name), median("%.0f B", this.bytes, name));
	}

	private static String name(Class<?> client) {
		return client.getSimpleName().replace("Call", "");
	}

	private static String median(String format, Map<String, Samples> samples, String name) {
		return Table.format(format, samples.getOrDefault(name, new Samples()).median());
	}

	private static String shareOf(Map<String, Samples> samples, String name) {
		Samples shares = samples.getOrDefault(name, new Samples());
		return Table.format("%.3f (±%.0f %%)", shares.median(), shares.noise() / 2);
	}

}
