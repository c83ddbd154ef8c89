package io.github.twitchoauth.benchmarks.refresh;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.twitchoauth.benchmarks.harness.ChildJvm;
import io.github.twitchoauth.benchmarks.harness.Table;
import io.github.twitchoauth.benchmarks.server.TwitchControl;
import io.github.twitchoauth.benchmarks.server.TwitchServer;

/**
 * What happens when many calls at a time meet an expired token. Arguments: numbers of
 * calls.
 */
public final class RefreshStorm {

	private static final Duration LATENCY = Duration.ofMillis(20);

	private static final int WARM_UP = 5;

	private static final int REPETITIONS = 10;

	private final Table table = new Table("Refresh storm", "refresh tokens", "calls", "library", "refreshes sent",
			"calls that succeeded", "time until all have", "noise", "logins that survived");

	private final TwitchControl twitch;

	private final List<Contender> contenders;

	private RefreshStorm(TwitchControl twitch, List<Contender> contenders) {
		this.twitch = twitch;
		this.contenders = contenders;
	}

	public static void main(String[] args) {
		try (ChildJvm server = TwitchServer.start(LATENCY)) {
			URI uri = URI.create(server.await("uri"));
			try (StarterCalls starter = new StarterCalls(uri)) {
				RefreshStorm benchmark = new RefreshStorm(new TwitchControl(uri),
						List.of(starter, new SpringSecurityCalls(uri, starter.webClientBuilder())));
				Stream.of((args.length > 0) ? args : new String[] { "1", "100", "1000" })
					.map(Integer::valueOf)
					.forEach(benchmark::compare);
				benchmark.table.end("Round trip " + LATENCY.toMillis() + " ms; medians of " + REPETITIONS
						+ " storms each, in turn, after " + WARM_UP + " that do not count.");
			}
		}
	}

	private void compare(int calls) {
		for (boolean singleUse : new boolean[] { true, false }) {
			List<Storms> storms = this.contenders.stream().map(Storms::new).toList();
			for (int i = -WARM_UP; i < REPETITIONS; i++) {
				for (Storms each : storms) {
					Storm storm = Storm.of(each.contender, this.twitch, calls, singleUse);
					if (i >= 0) {
						each.storms.add(storm);
					}
				}
			}
			storms.forEach((each) -> each.row(this.table, singleUse, calls));
		}
	}

	private record Storms(Contender contender, List<Storm> storms) {

		Storms(Contender contender) {
			this(contender, new ArrayList<>());
		}

		void row(Table table, boolean singleUse, int calls) {
			boolean all = Storm.median(this.storms, Storm::succeeded) == calls;
			table.row(singleUse ? "work once, as Twitch's" : "work again and again", calls, this.contender.name(),
					Table.format("%.0f", Storm.median(this.storms, Storm::refreshes)),
					Table.format("%.0f", Storm.median(this.storms, Storm::succeeded)),
					all ? Table.format("%.0f ms", Storm.median(this.storms, Storm::millis)) : "never",
					all ? Table.format("±%.0f %%", Storm.noise(this.storms) / 2) : "",
					this.storms.stream().filter(Storm::alive).count() + " of " + this.storms.size());
		}

	}

}
