package io.github.twitchoauth.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many calls that wait for the rate limit do not use up the next one by being refused
 * again.
 */
@Tag("long")
class RateLimitHerdTests {

	private static final int CALLS = 200;

	private static final int LIMIT = 20;

	private static final long WINDOW = 2;

	@AutoClose
	private final HelixServer helix = new HelixServer(this::limited);

	private final HelixAuthorization authorization = new HelixFixture().authorization(this.helix.uri(),
			Clock.systemUTC());

	private long window;

	private int used;

	private synchronized void limited(HttpExchange exchange) throws IOException {
		long now = System.currentTimeMillis() / 1000 / WINDOW;
		this.used = (now == this.window) ? this.used + 1 : 1;
		this.window = now;
		exchange.getResponseHeaders().set("Ratelimit-Limit", String.valueOf(LIMIT));
		exchange.getResponseHeaders().set("Ratelimit-Remaining", String.valueOf(Math.max(0, LIMIT - this.used)));
		exchange.getResponseHeaders().set("Ratelimit-Reset", String.valueOf((now + 1) * WINDOW));
		HelixServer.answer(exchange, (this.used > LIMIT) ? 429 : 200, "fine");
	}

	@Test
	void callWhenManyWaitOnAWebClientThenFewAreRefused() {
		WebClient client = WebClient.builder().filter(new TwitchExchangeFilterFunction(this.authorization)).build();
		Flux<String> calls = Flux.range(0, CALLS)
			.flatMap((i) -> client.get().uri(this.helix.uri()).retrieve().bodyToMono(String.class), CALLS);
		assertThat(calls.collectList().block(Duration.ofSeconds(60))).hasSize(CALLS);
		assertThat(this.helix.tokens).hasSizeLessThanOrEqualTo(CALLS * 12 / 10);
	}

	@Test
	void callWhenManyWaitOnARestClientThenFewAreRefused() {
		RestClient client = RestClient.builder()
			.requestFactory(new JdkClientHttpRequestFactory())
			.requestInterceptor(new TwitchClientHttpRequestInterceptor(this.authorization))
			.build();
		ExecutorService threads = Executors.newFixedThreadPool(CALLS / 2);
		Flux<String> calls = Flux.range(0, CALLS / 2)
			.flatMap((i) -> Mono.fromCallable(() -> client.get().uri(this.helix.uri()).retrieve().body(String.class))
				.subscribeOn(Schedulers.fromExecutor(threads)), CALLS);
		assertThat(calls.collectList().block(Duration.ofSeconds(60))).hasSize(CALLS / 2);
		threads.shutdownNow();
		assertThat(this.helix.tokens).hasSizeLessThanOrEqualTo(CALLS / 2 * 12 / 10);
	}

}
