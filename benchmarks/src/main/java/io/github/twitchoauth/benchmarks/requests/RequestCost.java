package io.github.twitchoauth.benchmarks.requests;

import java.time.Duration;
import java.util.List;

import io.github.twitchoauth.benchmarks.harness.ChildJvm;
import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.harness.Table;
import io.github.twitchoauth.benchmarks.server.TwitchServer;

/**
 * What a validation and a poll cost in processor time, next to the same requests by a
 * bare {@code WebClient}. Argument: number of rounds.
 */
public final class RequestCost {

	private RequestCost() {
	}

	public static void main(String[] args) {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 20;
		Table table = new Table("Processor time", "request", "client", "CPU each", "÷ bare", "noise");
		try (ChildJvm server = TwitchServer.start(Duration.ZERO);
				ChildJvm run = ChildJvm.start(RequestCostRun.class, List.of("-Xmx512m"), server.await("uri"), rounds)) {
			Results results = run.awaitEnd();
			for (String request : RequestCostRun.REQUESTS) {
				for (String client : RequestCostRun.CLIENTS) {
					String name = request + "." + client;
					table.row(request, client, Table.format("%.0f µs", results.number(name + ".cpu")),
							Table.format("× %.2f", results.number(name + ".ratio")),
							Table.format("±%.1f %%", results.number(name + ".noise") / 2));
				}
			}
		}
		table.end("Medians of " + rounds + " rounds, in which all take turns of " + RequestCostRun.TURN + " requests, "
				+ RequestCostRun.AT_A_TIME + " at a time, in random order; a ratio is the median of the ratios of a "
				+ "round. The time is that of all threads of the JVM; -Xmx512m.");
	}

}
