package io.github.twitchoauth.autoconfigure.twitch4j;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebClientHelixRequests}, on virtual time.
 */
class WebClientHelixRequestsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static Mono<String> call(Mono<ClientResponse> answer) {
		WebClient webClient = WebClient.builder().exchangeFunction((request) -> answer).build();
		return new WebClientHelixRequests(webClient, TIMEOUT).authorized("bot", HttpMethod.GET)
			.uri("https://helix.example.com/users")
			.exchangeToMono((response) -> response.bodyToMono(String.class));
	}

	// As that of a connection, the body has one subscriber only.
	private static ClientResponse response(Sinks.Many<String> parts, Duration pause) {
		return ClientResponse.create(HttpStatus.OK)
			.body(parts.asFlux()
				.delayElements(pause)
				.map((part) -> DefaultDataBufferFactory.sharedInstance.wrap(part.getBytes(StandardCharsets.UTF_8))))
			.build();
	}

	@Test
	void callWhenThereIsNoAnswerThenFailsAfterTheTimeout() {
		StepVerifier.withVirtualTime(() -> call(Mono.never()))
			.expectSubscription()
			.expectNoEvent(TIMEOUT)
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(WebClientRequestException.class)
				.hasMessageContaining("no answer came within 10000 ms"))
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void callWhenTheBodyNeverEndsThenFailsAfterTheTimeout() {
		StepVerifier.withVirtualTime(() -> {
			Sinks.Many<String> parts = Sinks.many().unicast().onBackpressureBuffer();
			parts.tryEmitNext("{\"data\":");
			return call(Mono.fromSupplier(() -> response(parts, Duration.ZERO)));
		})
			.expectSubscription()
			.expectNoEvent(TIMEOUT)
			.expectError(WebClientRequestException.class)
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void callWhenPartsOfTheBodyComeButNotItsEndThenFailsAfterTheTimeout() {
		StepVerifier.withVirtualTime(() -> {
			Sinks.Many<String> parts = Sinks.many().unicast().onBackpressureBuffer();
			Stream.of("a", "b", "c").forEach(parts::tryEmitNext);
			return call(Mono.delay(Duration.ofSeconds(3)).map((tick) -> response(parts, Duration.ofSeconds(4))));
		})
			.expectSubscription()
			.expectNoEvent(TIMEOUT)
			.expectError(WebClientRequestException.class)
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void callWhenPartsOfTheBodyAreInTimeThenIsAnswered() {
		StepVerifier.withVirtualTime(() -> {
			Sinks.Many<String> parts = Sinks.many().unicast().onBackpressureBuffer();
			Stream.of("a", "b", "c").forEach(parts::tryEmitNext);
			parts.tryEmitComplete();
			return call(Mono.fromSupplier(() -> response(parts, Duration.ofSeconds(3))));
		}).thenAwait(Duration.ofSeconds(9)).expectNext("abc").expectComplete().verify(Duration.ofSeconds(5));
	}

}
