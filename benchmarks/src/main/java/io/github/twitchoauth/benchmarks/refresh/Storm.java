package io.github.twitchoauth.benchmarks.refresh;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.harness.Samples;
import io.github.twitchoauth.benchmarks.harness.Tokens;
import io.github.twitchoauth.benchmarks.server.TwitchControl;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What one storm has come to.
 *
 * @param refreshes how many refreshes the server has received
 * @param succeeded how many calls have succeeded
 * @param millis how long all of them took
 * @param alive whether the authorization has survived
 */
record Storm(double refreshes, double succeeded, double millis, boolean alive) {

	static Storm of(Contender contender, TwitchControl twitch, int calls, boolean singleUse) {
		Results grant = twitch.grant(singleUse);
		Mono<Boolean> call = contender.callWith(Tokens.expired(grant))
			.hasElement()
			.onErrorReturn(false)
			.subscribeOn(Schedulers.boundedElastic());
		long start = System.nanoTime();
		List<Boolean> outcomes = Flux.range(0, calls)
			.flatMap((number) -> call, calls)
			.collectList()
			.blockOptional()
			.orElseThrow();
		double millis = (System.nanoTime() - start) / 1e6;
		Results status = twitch.status(grant.text("refresh-token"));
		return new Storm(status.number("refreshes"), outcomes.stream().filter(Boolean::booleanValue).count(), millis,
				Boolean.parseBoolean(status.text("alive")));
	}

	static double median(List<Storm> storms, ToDoubleFunction<Storm> figure) {
		return Samples.of(storms.stream().mapToDouble(figure).toArray()).median();
	}

	static double noise(List<Storm> storms) {
		return Samples.of(storms.stream().mapToDouble(Storm::millis).toArray()).noise();
	}

}
