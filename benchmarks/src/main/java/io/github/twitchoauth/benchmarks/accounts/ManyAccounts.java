package io.github.twitchoauth.benchmarks.accounts;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.twitchoauth.benchmarks.harness.ChildJvm;
import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.harness.Table;
import io.github.twitchoauth.benchmarks.server.TwitchServer;

/**
 * What accounts cost that are logged in, and what it takes to validate them every hour.
 * Arguments: numbers of accounts.
 */
public final class ManyAccounts {

	private final Table table = new Table("Many accounts", "accounts", "heap each",
			"requests per second, mean of the first hour", "most", "mean of the second hour", "most",
			"CPU per validation", "CPU of an hour", "of one core");

	private ManyAccounts() {
	}

	public static void main(String[] args) {
		ManyAccounts benchmark = new ManyAccounts();
		Stream.of((args.length > 0) ? args : new String[] { "1000", "10000" })
			.map(Integer::valueOf)
			.forEach(benchmark::measure);
		benchmark.table.end("-Xmx512m. The two hours are virtual, with answers after 100 ms; the CPU is that of "
				+ "requests over real sockets, and of the timer in a virtual hour.");
	}

	private void measure(int accounts) {
		Results hours = run(VirtualHours.class, accounts);
		Results sockets = run(AccountsRun.class, accounts);
		double cpu = sockets.number("cpu");
		double hour = hours.number("second.sum") * cpu / 1e6 + hours.number("timer");
		this.table.row(accounts, Table.format("%.0f B", sockets.number("heap")),
				Table.format("%.1f", hours.number("first.sum") / 3600), hours.text("first.most"),
				Table.format("%.1f", hours.number("second.sum") / 3600), hours.text("second.most"),
				Table.format("%.0f µs", cpu), Table.format("%.1f s", hour), Table.format("%.2f %%", hour / 36));
	}

	private static Results run(Class<?> program, int accounts) {
		try (ChildJvm server = TwitchServer.start(Duration.ZERO);
				ChildJvm run = ChildJvm.start(program, List.of("-Xmx512m"), accounts, server.await("uri"))) {
			return run.awaitEnd();
		}
	}

}
