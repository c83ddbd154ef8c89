package io.github.twitchoauth.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.twitchoauth.RateLimitedException;
import io.github.twitchoauth.TwitchOAuthException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@link ReplayableBody} is sent again as it was, or not at all.
 */
class ReplayableBodyTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final BodyInserter.Context CONTEXT = new BodyInserter.Context() {

		@Override
		public List<HttpMessageWriter<?>> messageWriters() {
			return ExchangeStrategies.withDefaults().messageWriters();
		}

		@Override
		public Optional<ServerHttpRequest> serverRequest() {
			return Optional.empty();
		}

		@Override
		public Map<String, Object> hints() {
			return Map.of();
		}

	};

	private final HelixFixture fixture = new HelixFixture();

	private final ScriptedHelix helix = new ScriptedHelix();

	@ParameterizedTest
	@MethodSource
	void filterWhenRequestIsRepeatedThenBodyAndItsHeadersAreTheSame(BodyInserter<?, ? super ClientHttpRequest> body) {
		this.helix.answers(401, HelixFixture.DEAD);
		StepVerifier.create(send(body).map((response) -> response.statusCode().value()))
			.expectNext(200)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.helix.bodies).hasSize(2);
		assertThat(this.helix.bodies.get(1)).contains("hello").isEqualTo(this.helix.bodies.get(0));
		assertThat(this.helix.headers.get(1).getContentType()).isNotNull()
			.isEqualTo(this.helix.headers.get(0).getContentType());
		assertThat(this.helix.headers.get(1).getContentLength())
			.isEqualTo(this.helix.headers.get(0).getContentLength());
	}

	static Stream<BodyInserter<?, ? super ClientHttpRequest>> filterWhenRequestIsRepeatedThenBodyAndItsHeadersAreTheSame() {
		Sinks.Many<String> once = Sinks.many().unicast().onBackpressureBuffer();
		Stream.of("hello", " ", "you").forEach(once::tryEmitNext);
		once.tryEmitComplete();
		return Stream.of(BodyInserters.fromValue("hello"), BodyInserters.fromValue(Map.of("message", "hello")),
				BodyInserters.fromFormData("a", "hello").with("b", "%/&="),
				BodyInserters.fromMultipartData("a", "hello"),
				BodyInserters.fromResource(new ByteArrayResource("hello".getBytes(StandardCharsets.UTF_8))),
				BodyInserters.fromPublisher(once.asFlux(), String.class),
				BodyInserters.fromProducer(Mono.just("hello").cache(), String.class));
	}

	@Test
	void filterWhenBodyIsAStreamThenEveryPartIsRepeated() {
		this.helix.answers(401, HelixFixture.DEAD);
		ClientRequest.Builder request = request().header("Content-Type", MediaType.APPLICATION_NDJSON_VALUE)
			.body(BodyInserters.fromPublisher(Flux.range(0, 500).map((i) -> Map.of("n", i)), Map.class));
		assertThat(send(request).block(PATIENCE).statusCode().value()).isEqualTo(200);
		assertThat(this.helix.bodies.get(0)).contains("{\"n\":0}\n").contains("{\"n\":499}\n");
		assertThat(this.helix.bodies).hasSize(2);
		assertThat(this.helix.bodies.get(1)).isEqualTo(this.helix.bodies.get(0));
	}

	@Test
	void filterWhenThereIsNoBodyThenRepeatsWithoutOne() {
		this.helix.answers(401, HelixFixture.DEAD);
		assertThat(send(request()).block(PATIENCE).statusCode().value()).isEqualTo(200);
		assertThat(this.helix.bodies).containsExactly("", "");
	}

	@Test
	void filterWhenBodyIsTooLongThenReplacesTheTokenAndFails() {
		this.helix.answers(401, HelixFixture.DEAD);
		assertNotRepeated(BodyInserters.fromValue("x".repeat(BodyRecording.MAX_SIZE + 1)));
		assertThat(this.fixture.tokens.refreshes).containsExactly("default-0");
	}

	@Test
	void filterWhenBodyIsAsLongAsPossibleThenRepeats() {
		this.helix.answers(401, HelixFixture.DEAD);
		String text = "x".repeat(BodyRecording.MAX_SIZE);
		assertThat(send(BodyInserters.fromValue(text)).block(PATIENCE).statusCode().value()).isEqualTo(200);
		assertThat(this.helix.bodies).hasSize(2).allMatch(text::equals);
	}

	@Test
	void filterWhenAnswerComesBeforeTheBodyIsSentThenFails() {
		this.helix.answersBeforeTheBodyIsSent().answers(401, HelixFixture.DEAD);
		assertNotRepeated(BodyInserters.fromPublisher(Flux.just("half").concatWith(Flux.never()), String.class));
	}

	@Test
	void filterWhenBodyIsTooLongAndRateLimitIsUsedUpThenDoesNotWait() {
		this.helix.answers(429, "", "Ratelimit-Remaining", "0", "Ratelimit-Reset",
				String.valueOf(HelixFixture.NOW.plusSeconds(20).getEpochSecond()));
		StepVerifier.create(send(BodyInserters.fromValue("x".repeat(BodyRecording.MAX_SIZE + 1))))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(RateLimitedException.class,
					(limited) -> assertThat(limited.getRetryAfter()).isEqualTo(Duration.ofSeconds(20))))
			.verify(PATIENCE);
	}

	@Test
	void filterWhenBodyFailsThenFailsWithItsCause() {
		StepVerifier
			.create(send(BodyInserters.fromPublisher(
					Flux.just("half").concatWith(Flux.error(new IllegalStateException("torn"))), String.class)))
			.expectErrorMessage("torn")
			.verify(PATIENCE);
		assertThat(this.helix.requests).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource
	void insertWhenTransportRepeatsByItselfThenBodyIsRecordedOnce(BodyInserter<?, ? super ClientHttpRequest> source) {
		ReplayableBody body = new ReplayableBody(source);
		MockClientHttpRequest twice = new MockClientHttpRequest(HttpMethod.POST, URI.create(HelixFixture.URL));
		twice.setWriteHandler((parts) -> parts.then().then(parts.then()));
		body.insert(twice, CONTEXT).block(PATIENCE);
		assertThat(body.isRepeatable()).isTrue();
		MockClientHttpRequest again = new MockClientHttpRequest(HttpMethod.POST, URI.create(HelixFixture.URL));
		body.insert(again, CONTEXT).block(PATIENCE);
		assertThat(again.getBodyAsString().block(PATIENCE)).isEqualTo("hello");
	}

	static Stream<BodyInserter<?, ? super ClientHttpRequest>> insertWhenTransportRepeatsByItselfThenBodyIsRecordedOnce() {
		return Stream.of(BodyInserters.fromValue("hello"),
				BodyInserters.fromPublisher(Flux.just("hel", "lo"), String.class), (request, context) -> request
					.writeAndFlushWith(Flux.just(Flux.just(buffer("hel")), Flux.just(buffer("lo")))));
	}

	@ParameterizedTest
	@MethodSource
	void insertWhenTransportsRepetitionIsCutShortThenBodyIsNotRepeatable(
			BodyInserter<?, ? super ClientHttpRequest> source) {
		ReplayableBody body = new ReplayableBody(source);
		MockClientHttpRequest twice = new MockClientHttpRequest(HttpMethod.POST, URI.create(HelixFixture.URL));
		twice.setWriteHandler((parts) -> parts.then().then(parts.concatWith(Mono.never()).take(1).then()));
		body.insert(twice, CONTEXT).block(PATIENCE);
		assertThat(body.isRepeatable()).isFalse();
	}

	static Stream<BodyInserter<?, ? super ClientHttpRequest>> insertWhenTransportsRepetitionIsCutShortThenBodyIsNotRepeatable() {
		return insertWhenTransportRepeatsByItselfThenBodyIsRecordedOnce().skip(1);
	}

	private static DataBuffer buffer(String text) {
		return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	private void assertNotRepeated(BodyInserter<?, ? super ClientHttpRequest> body) {
		StepVerifier.create(send(body))
			.expectErrorSatisfies((ex) -> assertThat(ex).isExactlyInstanceOf(TwitchOAuthException.class)
				.hasMessageContaining("cannot be sent again")
				.hasMessageContaining("Make the call again"))
			.verify(PATIENCE);
		assertThat(this.helix.requests).hasSize(1);
	}

	private Mono<ClientResponse> send(BodyInserter<?, ? super ClientHttpRequest> body) {
		return send(request().body(body));
	}

	private Mono<ClientResponse> send(ClientRequest.Builder request) {
		return new TwitchExchangeFilterFunction(this.fixture.authorization()).filter(request.build(), this.helix);
	}

	private static ClientRequest.Builder request() {
		return ClientRequest.create(HttpMethod.POST, URI.create(HelixFixture.URL));
	}

}
