package io.github.twitchoauth.benchmarks.calls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.benchmarks.harness.ChildJvm;
import io.github.twitchoauth.benchmarks.harness.Samples;
import io.github.twitchoauth.benchmarks.harness.Table;
import io.github.twitchoauth.benchmarks.server.TwitchServer;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How many calls a second an HTTP client that is logged in makes, as a share of what the
 * bare client makes with a fixed header. Argument: number of rounds.
 */
public final class AuthorizedCall {

	private static final List<Class<?>> CLIENTS = List.of(WebClientCall.class, RestClientCall.class);

	private static final String BARE = "bare";

	private final List<String> contenders = new ArrayList<>(List.of(BARE, "starter", "springSecurity"));

	private final Map<String, Samples> calls = new HashMap<>();

	private final Map<String, Samples> shares = new HashMap<>();

	private final Map<String, Samples> bytes = new HashMap<>();

	private final String server;

	private AuthorizedCall(String server) {
		this.server = server;
	}

	public static void main(String[] args) throws RunnerException {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 7;
		try (ChildJvm server = TwitchServer.start(Duration.ZERO)) {
			new AuthorizedCall(server.await("uri")).run(rounds);
		}
	}

	private void run(int rounds) throws RunnerException {
		Table table = new Table("Authorized call", "client", "library", "calls per second", "share of bare",
				"noise of the share", "allocated per call");
		for (int round = 0; round < rounds; round++) {
			for (Class<?> client : CLIENTS) {
				round(client);
			}
			Collections.rotate(this.contenders, 1);
		}
		for (Class<?> client : CLIENTS) {
			List.of(BARE, "starter", "springSecurity").forEach((contender) -> row(table, client, contender));
		}
		table.print("Medians of " + rounds + " rounds; in each, every client runs in a JVM of its own.");
	}

	private void round(Class<?> client) throws RunnerException {
		Map<String, Double> scores = new HashMap<>();
		for (String contender : this.contenders) {
			RunResult result = measure(client, contender);
			double score = result.getPrimaryResult().getScore();
			scores.put(contender, score);
			add(this.calls, client, contender, score);
			result.getSecondaryResults().forEach((name, secondary) -> {
				if (name.endsWith("gc.alloc.rate.norm")) {
					add(this.bytes, client, contender, secondary.getScore());
				}
			});
		}
		double bare = scores.getOrDefault(BARE, Double.NaN);
		scores.forEach((contender, score) -> add(this.shares, client, contender, score / bare));
	}

	private RunResult measure(Class<?> client, String contender) throws RunnerException {
		return new Runner(new OptionsBuilder().include(client.getName() + "." + contender + "$")
			.forks(1)
			.warmupIterations(4)
			.warmupTime(TimeValue.seconds(2))
			.measurementIterations(4)
			.measurementTime(TimeValue.seconds(1))
			.addProfiler(GCProfiler.class)
			.jvmArgsAppend("-Xmx256m", "-D" + CallContext.SERVER + "=" + this.server)
			.verbosity(VerboseMode.SILENT)
			.build()).runSingle();
	}

	private static void add(Map<String, Samples> samples, Class<?> client, String contender, double value) {
		samples.computeIfAbsent(client + contender, (name) -> new Samples()).add(value);
	}

	private void row(Table table, Class<?> client, String contender) {
		String name = client + contender;
		Samples share = this.shares.getOrDefault(name, new Samples());
		table.row(client.getSimpleName().replace("Call", ""), contender,
				Table.format("%.0f", this.calls.getOrDefault(name, new Samples()).median()),
				Table.format("%.3f", share.median()), Table.format("±%.1f %%", share.noise() / 2),
				Table.format("%.1f KiB", this.bytes.getOrDefault(name, new Samples()).median() / 1024));
	}

}
