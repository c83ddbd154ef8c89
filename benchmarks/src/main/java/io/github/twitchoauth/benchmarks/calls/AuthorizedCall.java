package io.github.twitchoauth.benchmarks.calls;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.benchmarks.harness.ChildJvm;
import io.github.twitchoauth.benchmarks.harness.Samples;
import io.github.twitchoauth.benchmarks.harness.Table;
import io.github.twitchoauth.benchmarks.server.TwitchServer;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How many calls a second an HTTP client that is logged in makes, as a share of what the
 * bare client makes with a fixed header. Arguments: number of JVMs, and one of the
 * clients if it is not to be both.
 */
public final class AuthorizedCall {

	private static final List<Class<?>> CLIENTS = List.of(WebClientCall.class, RestClientCall.class);

	private static final String BARE = "bare";

	private static final List<String> CONTENDERS = List.of(BARE, "bareAgain", "starter", "starterObserved",
			"springSecurity");

	private static final int CALLS_FOR_BYTES = 20_000;

	private static final TimeValue ITERATION = TimeValue.seconds(5);

	private final String server;

	private final int jvms;

	private AuthorizedCall(String server, int jvms) {
		this.server = server;
		this.jvms = jvms;
	}

	public static void main(String[] args) throws RunnerException {
		int jvms = (args.length > 0) ? Integer.parseInt(args[0]) : 7;
		List<Class<?>> clients = (args.length > 1)
				? CLIENTS.stream().filter((client) -> name(client).equals(args[1])).toList() : CLIENTS;
		try (ChildJvm server = TwitchServer.start(Duration.ZERO)) {
			new AuthorizedCall(server.await("uri"), jvms).run(clients);
		}
	}

	private void run(List<Class<?>> clients) throws RunnerException {
		Table table = new Table("Authorized call", "client", "library", "calls per second", "share of bare",
				"allocated per call");
		for (Class<?> client : clients) {
			compare(table, client);
		}
		table.end("Medians of " + this.jvms + " JVMs, in each of which all clients take turns.");
	}

	private void compare(Table table, Class<?> client) throws RunnerException {
		Map<String, Samples> calls = new HashMap<>();
		Map<String, Samples> shares = new HashMap<>();
		for (int jvm = 0; jvm < this.jvms; jvm++) {
			RunResult result = takeTurns(client);
			for (String contender : CONTENDERS) {
				add(calls, contender, 1e9 * secondary(result, "calls") / secondary(result, contender));
				add(shares, contender, secondary(result, BARE) / secondary(result, contender));
			}
		}
		for (String contender : CONTENDERS) {
			Samples share = shares.getOrDefault(contender, new Samples());
			table.row(name(client), contender, Table.format("%.0f", calls.getOrDefault(contender, share).median()),
					Table.format("%.3f (±%.1f %%)", share.median(), share.noise() / 2),
					Table.format("%.0f B", bytes(client, contender)));
		}
	}

	private static void add(Map<String, Samples> samples, String contender, double value) {
		samples.computeIfAbsent(contender, (key) -> new Samples()).add(value);
	}

	private RunResult takeTurns(Class<?> client) throws RunnerException {
		return run(options(client, "takeTurns").mode(Mode.AverageTime)
			.warmupIterations(4)
			.warmupTime(ITERATION)
			.measurementIterations(4)
			.measurementTime(ITERATION));
	}

	// In a JVM of its own, as all of its threads allocate for the calls.
	private double bytes(Class<?> client, String contender) throws RunnerException {
		RunResult result = run(options(client, contender).mode(Mode.SingleShotTime)
			.warmupIterations(1)
			.warmupBatchSize(CALLS_FOR_BYTES)
			.measurementIterations(1)
			.measurementBatchSize(CALLS_FOR_BYTES)
			.addProfiler(GCProfiler.class));
		return secondary(result, "gc.alloc.rate.norm") / CALLS_FOR_BYTES;
	}

	private ChainedOptionsBuilder options(Class<?> client, String benchmark) {
		return new OptionsBuilder().include(client.getName() + "." + benchmark + "$")
			.forks(1)
			.jvmArgsAppend("-Xmx256m", "-D" + CallContext.SERVER + "=" + this.server)
			.verbosity(VerboseMode.SILENT);
	}

	private static RunResult run(ChainedOptionsBuilder options) throws RunnerException {
		return new Runner(options.build()).runSingle();
	}

	private static double secondary(RunResult result, String name) {
		Samples scores = new Samples();
		result.getSecondaryResults().forEach((key, secondary) -> {
			if (key.replace("·", "").equals(name)) {
				scores.add(secondary.getScore());
			}
		});
		return scores.median();
	}

	private static String name(Class<?> client) {
		return client.getSimpleName().replace("Call", "");
	}

}
