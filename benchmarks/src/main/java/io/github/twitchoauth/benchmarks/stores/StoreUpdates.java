package io.github.twitchoauth.benchmarks.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.twitchoauth.benchmarks.harness.ChildJvm;
import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.harness.Samples;
import io.github.twitchoauth.benchmarks.harness.Table;

/**
 * How many updates a second token stores make and how long each takes, next to the bare
 * operation that cannot be done without. Arguments: number of rounds, and the kinds of
 * store if not all.
 */
public final class StoreUpdates {

	private static final List<Load> LOADS = List.of(new Load(1, 1, 1), new Load(8, 1, 1), new Load(1, 2, 1),
			new Load(8, 2, 1), new Load(1, 1, 100), new Load(1, 1, 1000));

	private static final List<Load> LOADS_OF_NODES = List.of(new Load(8, 1, 1), new Load(8, 4, 1));

	private final Table table = new Table("Stores", "store", "processes", "threads each", "accounts in the file",
			"updates per second", "p50", "p99", "CPU each", "bare per second", "share of bare", "noise");

	private final int rounds;

	private StoreUpdates(int rounds) {
		this.rounds = rounds;
	}

	public static void main(String[] args) {
		StoreUpdates benchmark = new StoreUpdates((args.length > 0) ? Integer.parseInt(args[0]) : 3);
		List<Kind> kinds = (args.length > 1) ? Arrays.stream(args).skip(1).map(Kind::of).toList()
				: List.of(Kind.MEMORY, Kind.FILE, Kind.JDBC, Kind.REDIS);
		kinds.forEach((kind) -> loads(kind).forEach((load) -> benchmark.compare(kind, load)));
		benchmark.table.end("Every thread updates an account of its own. Bare: ConcurrentHashMap.compute() for memory; "
				+ "for files, write, fsync, rename and fsync of the directory, by one thread; for JDBC, a transaction of "
				+ "\"select … for update\" and \"update\"; for Redis, a script of HGET and HSET. The servers are on the "
				+ "same machine: PostgreSQL with fsync, Redis with an append-only file. Medians of " + benchmark.rounds
				+ " rounds.");
		SharedStores.stop();
	}

	private static List<Load> loads(Kind kind) {
		if (kind.isMemory()) {
			return LOADS.stream().filter((load) -> load.processes() == 1 && load.accounts() == 1).toList();
		}
		return kind.isFile() ? LOADS : LOADS_OF_NODES;
	}

	private void compare(Kind kind, Load load) {
		Samples rate = new Samples();
		Samples share = new Samples();
		Samples bareRate = new Samples();
		Samples median = new Samples();
		Samples slow = new Samples();
		Samples cpu = new Samples();
		for (int round = 0; round < this.rounds; round++) {
			double bare = sum(run(kind.bare(), kind.bareLoad(load)), "rate");
			List<Results> runs = run(kind, load);
			bareRate.add(bare);
			rate.add(sum(runs, "rate"));
			share.add(sum(runs, "rate") / bare);
			runs.forEach((run) -> median.add(run.number("p50")));
			runs.forEach((run) -> cpu.add(run.number("cpu")));
			runs.forEach((run) -> slow.add(run.number("p99")));
		}
		this.table.row(kind, load.processes(), load.threads(), kind.isFile() ? load.accounts() : "",
				Table.format("%.0f", rate.median()), micros(median), micros(slow), micros(cpu),
				Table.format("%.0f", bareRate.median()), Table.format("%.2f", share.median()),
				Table.format("±%.0f %%", share.noise() / 2));
	}

	private static List<Results> run(Kind kind, Load load) {
		String location = location(kind);
		List<ChildJvm> processes = new ArrayList<>();
		for (int i = 0; i < load.processes(); i++) {
			processes.add(ChildJvm.start(StoreUpdatesRun.class, List.of("-Xmx256m"), kind, location, i, load.threads(),
					load.accounts()));
		}
		processes.forEach((process) -> process.await("ready"));
		processes.forEach(ChildJvm::go);
		List<Results> results = processes.stream().map(ChildJvm::awaitEnd).toList();
		processes.forEach(ChildJvm::close);
		return results;
	}

	private static String location(Kind kind) {
		return switch (kind) {
			case JDBC, BARE_JDBC -> SharedStores.postgres();
			case REDIS, BARE_REDIS -> SharedStores.redis();
			default -> directory().toString();
		};
	}

	private static Path directory() {
		try {
			return Files.createTempDirectory(Files.createDirectories(Path.of("target", "stores")), "store");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static double sum(List<Results> runs, String name) {
		return runs.stream().mapToDouble((run) -> run.number(name)).sum();
	}

	private static String micros(Samples samples) {
		return Table.format((samples.median() < 10) ? "%.1f µs" : "%.0f µs", samples.median());
	}

	/**
	 * Who updates.
	 *
	 * @param threads threads in each process
	 * @param processes processes
	 * @param accounts accounts that the file has at least
	 */
	record Load(int threads, int processes, int accounts) {

	}

}
