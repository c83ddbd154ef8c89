package io.github.twitchoauth.benchmarks.logins;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.twitchoauth.benchmarks.harness.ChildJvm;
import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.harness.Table;
import io.github.twitchoauth.benchmarks.server.TwitchServer;

/**
 * How punctually logins are polled, how soon after its approval each has its token, and
 * what they cost while they wait. Arguments: numbers of logins.
 */
public final class PendingLogins {

	private static final Duration LATENCY = Duration.ofMillis(100);

	private final Table table = new Table("Pending logins", "logins", "library", "early polls", "polls late by, p50",
			"p99", "approval to token, p50", "p99", "to user, p50", "got a token", "CPU per poll", "heap each",
			"threads");

	private PendingLogins() {
	}

	public static void main(String[] args) {
		PendingLogins benchmark = new PendingLogins();
		Stream.of((args.length > 0) ? args : new String[] { "100", "1000", "10000" })
			.map(Integer::valueOf)
			.forEach(benchmark::compare);
		benchmark.table.end("Interval 5 s, round trip " + LATENCY.toMillis() + " ms, -Xmx512m.");
	}

	private void compare(int logins) {
		Results starter = run("starter", logins);
		Results peer = run("credential-manager", logins);
		row(logins, "starter", starter);
		row(logins, "credential-manager 0.4.0", peer);
		this.table.row(logins, "credential-manager ÷ starter", "", "", "", ratio(peer, starter, "token.p50"),
				ratio(peer, starter, "token.p99"), "", ratio(peer, starter, "tokens"), ratio(peer, starter, "cpu"),
				ratio(peer, starter, "heap"), ratio(peer, starter, "threads"));
	}

	private static Results run(String library, int logins) {
		try (ChildJvm server = TwitchServer.start(LATENCY);
				ChildJvm run = ChildJvm.start(PendingLoginsRun.class, List.of("-Xmx512m"), library, server.await("uri"),
						logins)) {
			return run.awaitEnd();
		}
	}

	private void row(int logins, String library, Results results) {
		this.table.row(logins, library, results.text("early"), seconds(results, "lateness.p50"),
				seconds(results, "lateness.p99"), seconds(results, "token.p50"), seconds(results, "token.p99"),
				seconds(results, "user.p50"), results.text("tokens"), Table.format("%.0f µs", results.number("cpu")),
				Table.format("%.1f KiB", results.number("heap") / 1024), results.text("threads"));
	}

	private static String seconds(Results results, String name) {
		double seconds = results.number(name);
		return Double.isNaN(seconds) ? "" : Table.format("%.3f s", seconds);
	}

	private static String ratio(Results one, Results other, String name) {
		return Table.format("× %.2f", one.number(name) / other.number(name));
	}

}
