package io.github.twitchoauth.benchmarks.limits;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.benchmarks.harness.Application;
import io.github.twitchoauth.benchmarks.harness.ChildJvm;
import io.github.twitchoauth.benchmarks.harness.Samples;
import io.github.twitchoauth.benchmarks.harness.Table;
import io.github.twitchoauth.benchmarks.harness.Tokens;
import io.github.twitchoauth.benchmarks.server.TwitchControl;
import io.github.twitchoauth.benchmarks.server.TwitchServer;
import io.github.twitchoauth.store.InMemoryTokenStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * How many requests calls need that are made at the same moment under a rate limit of 20
 * calls in two seconds. Arguments: numbers of calls.
 */
public final class RateLimitHerd {

	private static final Duration LATENCY = Duration.ofMillis(20);

	private static final int REPETITIONS = 3;

	private final Table table = new Table("Rate limit", "calls", "library", "requests sent", "for each call",
			"calls that succeeded", "time until all have");

	private final TwitchControl twitch;

	private RateLimitHerd(TwitchControl twitch) {
		this.twitch = twitch;
	}

	public static void main(String[] args) {
		try (ChildJvm server = TwitchServer.start(LATENCY)) {
			String uri = server.await("uri");
			TwitchControl twitch = new TwitchControl(URI.create(uri));
			TwitchToken token = Tokens.living(twitch.grant(true));
			InMemoryTokenStore store = new InMemoryTokenStore();
			store.save("default", token);
			try (ConfigurableApplicationContext context = Application.start(URI.create(uri), store,
					"twitch.oauth.client.rate-limit.max-wait=5m")) {
				Mono<String> starter = starter(context);
				Mono<String> retrying = RetryingCalls.call(context.getBean(WebClient.Builder.class), uri, token);
				RateLimitHerd benchmark = new RateLimitHerd(twitch);
				Stream.of((args.length > 0) ? args : new String[] { "200" })
					.map(Integer::valueOf)
					.forEach((calls) -> benchmark.compare(calls, starter, retrying));
				benchmark.table.end("20 calls in 2 s, round trip " + LATENCY.toMillis() + " ms; medians of "
						+ REPETITIONS + " herds each, in turn.");
			}
		}
	}

	private static Mono<String> starter(ConfigurableApplicationContext context) {
		return context.getBean("twitchWebClient", WebClient.class)
			.get()
			.uri("/limited")
			.retrieve()
			.bodyToMono(String.class);
	}

	private void compare(int calls, Mono<String> starter, Mono<String> retrying) {
		Herds ofStarter = new Herds("starter");
		Herds ofRetrying = new Herds("WebClient that repeats at Ratelimit-Reset");
		for (int i = 0; i < REPETITIONS; i++) {
			ofStarter.run(starter, calls, this.twitch);
			ofRetrying.run(retrying, calls, this.twitch);
		}
		List.of(ofStarter, ofRetrying).forEach((herds) -> herds.row(this.table, calls));
	}

	private record Herds(String library, Samples requests, Samples succeeded, Samples seconds) {

		Herds(String library) {
			this(library, new Samples(), new Samples(), new Samples());
		}

		void run(Mono<String> call, int calls, TwitchControl twitch) {
			twitch.reset();
			long start = System.nanoTime();
			Mono<Boolean> outcome = call.hasElement().onErrorReturn(false);
			List<Boolean> outcomes = Flux.range(0, calls)
				.flatMap((number) -> outcome, calls)
				.collectList()
				.blockOptional()
				.orElseThrow();
			this.seconds.add((System.nanoTime() - start) / 1e9);
			this.succeeded.add(outcomes.stream().filter(Boolean::booleanValue).count());
			this.requests.add(twitch.statistics().number("limited-calls"));
		}

		void row(Table table, int calls) {
			table.row(calls, this.library, Table.format("%.0f", this.requests.median()),
					Table.format("%.2f", this.requests.median() / calls), Table.format("%.0f", this.succeeded.median()),
					Table.format("%.1f s", this.seconds.median()));
		}

	}

}
