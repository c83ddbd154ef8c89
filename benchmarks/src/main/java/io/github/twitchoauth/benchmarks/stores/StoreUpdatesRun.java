package io.github.twitchoauth.benchmarks.stores;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.benchmarks.harness.Cpu;
import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.harness.Samples;
import io.github.twitchoauth.benchmarks.harness.Tokens;
import io.github.twitchoauth.store.FileTokenStore;

/**
 * One of the processes that update a store.
 */
public final class StoreUpdatesRun {

	private static final Duration WARM_UP = Duration.ofSeconds(2);

	private static final Duration MEASURED = Duration.ofSeconds(3);

	/**
	 * The clock would cost more than an update of a map, so only every so many are timed.
	 */
	private static final int TIMED = 64;

	private StoreUpdatesRun() {
	}

	public static void main(String[] args) throws IOException {
		Kind kind = Kind.of(args[0]);
		String location = args[1];
		int accounts = Integer.parseInt(args[4]);
		if (kind == Kind.FILE && args[2].equals("0") && accounts > 1) {
			fill(location, accounts);
		}
		Updates updates = Updates.of(kind, location, accounts);
		Results.say("ready", true);
		System.in.read();
		String prefix = "process-" + args[2] + "-thread-";
		int threads = Integer.parseInt(args[3]);
		measure(updates, kind, prefix, threads, WARM_UP);
		Measurement measurement = measure(updates, kind, prefix, threads, MEASURED);
		Results.say("cpu", measurement.cpu());
		Results.say("rate", measurement.rate());
		Results.say("p50", measurement.latency().median());
		Results.say("p99", measurement.latency().quantile(0.99));
	}

	private static void fill(String directory, int accounts) {
		FileTokenStore store = new FileTokenStore(Updates.file(directory));
		for (int i = 1; i < accounts; i++) {
			store.save("account-" + i, Tokens.numbered(i));
		}
	}

	private static Measurement measure(Updates updates, Kind kind, String prefix, int threads, Duration duration) {
		Samples latency = new Samples();
		List<CompletableFuture<Long>> counts = new ArrayList<>();
		Duration before = Cpu.used();
		long start = System.nanoTime();
		for (int i = 0; i < threads; i++) {
			String account = prefix + i;
			CompletableFuture<Long> count = new CompletableFuture<>();
			new Thread(() -> count
				.complete(update(updates, account, latency, kind.isMemory() ? TIMED : 1, start + duration.toNanos())))
				.start();
			counts.add(count);
		}
		long total = counts.stream().mapToLong(CompletableFuture::join).sum();
		return new Measurement(total * 1e9 / (System.nanoTime() - start), Cpu.microsSince(before) / total, latency);
	}

	private static long update(Updates updates, String account, Samples latency, int batch, long end) {
		List<TwitchToken> tokens = List.of(Tokens.numbered(1), Tokens.numbered(2));
		long count = 0;
		for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
			for (int i = 0; i < batch; i++) {
				updates.update(account, tokens.get((int) (count++ % 2)));
			}
			latency.add((System.nanoTime() - before) / 1e3 / batch);
		}
		return count;
	}

	private record Measurement(double rate, double cpu, Samples latency) {

	}

}
