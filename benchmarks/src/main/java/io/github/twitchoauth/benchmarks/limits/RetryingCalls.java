package io.github.twitchoauth.benchmarks.limits;

import java.time.Duration;
import java.time.Instant;

import io.github.twitchoauth.TwitchToken;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException.TooManyRequests;

/**
 * A {@code WebClient} that does what Twitch's documentation advises: after a 429 each
 * call is repeated at the time that {@code Ratelimit-Reset} tells.
 */
final class RetryingCalls {

	private RetryingCalls() {
	}

	static Mono<String> call(WebClient.Builder builder, String server, TwitchToken token) {
		return builder.baseUrl(server + "/helix")
			.defaultHeader("Client-Id", "benchmark")
			.defaultHeaders((headers) -> headers.setBearerAuth(token.accessToken()))
			.build()
			.get()
			.uri("/limited")
			.retrieve()
			.bodyToMono(String.class)
			.retryWhen(Retry.from(RetryingCalls::atReset));
	}

	private static Flux<?> atReset(Flux<Retry.RetrySignal> failures) {
		return failures.flatMap((signal) -> (signal.failure() instanceof TooManyRequests limited)
				? Mono.delay(untilReset(limited)) : Mono.error(signal.failure()));
	}

	private static Duration untilReset(TooManyRequests limited) {
		long reset = Long.parseLong(String.valueOf(limited.getHeaders().getFirst("Ratelimit-Reset")));
		Duration wait = Duration.between(Instant.now(), Instant.ofEpochSecond(reset));
		return wait.isNegative() ? Duration.ZERO : wait;
	}

}
