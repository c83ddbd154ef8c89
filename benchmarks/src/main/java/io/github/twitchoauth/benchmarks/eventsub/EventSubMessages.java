package io.github.twitchoauth.benchmarks.eventsub;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.twitchoauth.benchmarks.harness.ChildJvm;
import io.github.twitchoauth.benchmarks.harness.Samples;
import io.github.twitchoauth.benchmarks.harness.Table;
import io.github.twitchoauth.benchmarks.server.ChatServer;
import io.github.twitchoauth.benchmarks.server.TwitchServer;

/**
 * How many chat messages a second arrive at a listener, and how soon. Argument: number of
 * rounds.
 */
public final class EventSubMessages {

	private static final List<String> LIBRARIES = List.of("starter", "twitch4j");

	private static final List<Load> LOADS = List.of(new Load("as fast as they come", 100_000, 0, Duration.ZERO),
			new Load("2,000 a second", 20_000, 2, Duration.ZERO),
			new Load("as fast as they come, 100 µs of work each", 20_000, 0, Duration.ofNanos(100_000)));

	private static final int WARM_UP = 3;

	private final Table table = new Table("Chat messages", "messages", "library", "arrive per second", "noise",
			"after, p50", "p99", "CPU each", "collections");

	private final int rounds;

	private EventSubMessages(int rounds) {
		this.rounds = rounds;
	}

	public static void main(String[] args) {
		EventSubMessages benchmark = new EventSubMessages((args.length > 0) ? Integer.parseInt(args[0]) : 7);
		LOADS.forEach(benchmark::compare);
		benchmark.table.end("Medians of " + benchmark.rounds + " rounds after " + WARM_UP
				+ " that do not count, in which the libraries take turns; -Xmx256m.");
	}

	private void compare(Load load) {
		List<Contender> contenders = LIBRARIES.stream()
			.map((library) -> new Contender(library, load, this.rounds))
			.toList();
		for (int round = 1; round <= WARM_UP + this.rounds; round++) {
			for (Contender each : contenders) {
				each.round(round);
			}
		}
		for (Contender each : contenders) {
			row(load, each);
			each.close();
		}
	}

	private void row(Load load, Contender contender) {
		Samples rate = contender.samples("rate");
		this.table.row(load.name(), contender.library, Table.format("%.0f", rate.median()),
				Table.format("±%.0f %%", rate.noise() / 2), micros(contender.samples("p50")),
				micros(contender.samples("p99")), micros(contender.samples("cpu")),
				Table.format("%.0f", contender.samples("collections").median()));
	}

	private static String micros(Samples samples) {
		return Table.format("%.0f µs", samples.median());
	}

	/**
	 * What is sent in a round, and what the listener does.
	 *
	 * @param name how it is called in the table
	 * @param messages the number of messages
	 * @param perMillisecond how many are sent in a millisecond, 0 for as many as possible
	 * @param work how long the listener takes for each
	 */
	private record Load(String name, int messages, int perMillisecond, Duration work) {

	}

	private static final class Contender {

		private final String library;

		private final int rounds;

		private final ChildJvm twitch;

		private final ChildJvm chat;

		private final ChildJvm run;

		Contender(String library, Load load, int rounds) {
			this.library = library;
			this.rounds = rounds;
			this.twitch = TwitchServer.start(Duration.ZERO);
			this.chat = ChatServer.start(load.messages(), load.perMillisecond());
			this.run = ChildJvm.start(EventSubRun.class, List.of("-Xmx256m"), library, this.twitch.await("uri"),
					this.chat.await("uri"), load.messages(), load.work().toNanos());
			this.run.await("ready");
		}

		void round(int number) {
			this.chat.go();
			this.run.await("end." + number);
		}

		Samples samples(String figure) {
			return Samples.of(IntStream.rangeClosed(WARM_UP + 1, WARM_UP + this.rounds)
				.mapToObj((round) -> this.run.await(figure + "." + round))
				.mapToDouble(Double::parseDouble)
				.toArray());
		}

		void close() {
			this.run.close();
			this.chat.close();
			this.twitch.close();
		}

	}

}
