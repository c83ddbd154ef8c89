package io.github.twitchoauth.web;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.endpoint.ErrorCode;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import io.github.twitchoauth.endpoint.TokenValidation;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TwitchExchangeFilterFunction}.
 */
class TwitchExchangeFilterFunctionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String SIDEWAYS = "{\"message\":\"Something went sideways\"}";

	private final HelixFixture fixture = new HelixFixture();

	private final ScriptedHelix helix = new ScriptedHelix();

	@Test
	void filterWhenHeadersAreSetThenReplacesThem() {
		StepVerifier
			.create(send(ClientRequest.create(HttpMethod.GET, URI.create(HelixFixture.URL))
				.header("Authorization", "Bearer mine", "Bearer too")
				.header("client-id", "mine")))
			.expectNextMatches((response) -> response.statusCode().value() == 200)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.helix.headers).singleElement().satisfies((headers) -> {
			assertThat(headers.get("Authorization")).containsExactly("Bearer default-0");
			assertThat(headers.get("Client-Id")).containsExactly("client1");
		});
	}

	@Test
	void filterWhenAccountIsChosenThenUsesItsTokenAndClient() {
		send(get().attributes(TwitchAccount.account("bot"))).block(PATIENCE);
		assertThat(this.helix.tokens()).containsExactly("Bearer bot-0");
		assertThat(this.helix.headers.get(0).getFirst("Client-Id")).isEqualTo("client2");
	}

	@Test
	void filterWhenAccountIsNoStringThenFails() {
		StepVerifier.create(send(get().attribute(TwitchAccount.ATTRIBUTE, 7)))
			.expectErrorMessage(
					"The request attribute '" + TwitchAccount.ATTRIBUTE + "' must be a String: java.lang.Integer")
			.verify(PATIENCE);
	}

	@Test
	void filterWhenThereIsNoTokenThenSendsNothing() {
		this.fixture.tokens.answer = Mono.error(new AuthorizationRequiredException("log in"));
		StepVerifier.create(send(get())).expectError(AuthorizationRequiredException.class).verify(PATIENCE);
		assertThat(this.helix.requests).isEmpty();
	}

	@Test
	void filterWhenTargetIsElsewhereThenSendsNothing() {
		StepVerifier.create(send(ClientRequest.create(HttpMethod.GET, URI.create("https://evil.example/helix/users"))))
			.expectError(TwitchOAuthException.class)
			.verify(PATIENCE);
		assertThat(this.helix.requests).isEmpty();
	}

	@Test
	void filterWhenRedirectedThenReadsTheAnswerAndFails() {
		AtomicBoolean read = new AtomicBoolean();
		Flux<DataBuffer> body = Flux.<DataBuffer>empty().doOnComplete(() -> read.set(true));
		this.helix.answers(Mono.fromSupplier(() -> ClientResponse.create(HttpStatus.FOUND)
			.header("Location", "https://evil.example/users?code=s3cret")
			.body(body)
			.build()));
		StepVerifier.create(send(get()))
			.expectErrorSatisfies((ex) -> assertThat(ex).isExactlyInstanceOf(TwitchOAuthException.class)
				.hasMessageContaining("'https://evil.example/users'"))
			.verify(PATIENCE);
		assertThat(read).isTrue();
		assertThat(this.helix.requests).hasSize(1);
	}

	@Test
	void filterWhenLongRefusalIsCancelledHalfWayThenItsBuffersAreReleased() {
		NettyDataBufferFactory buffers = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);
		List<NettyDataBuffer> sent = new ArrayList<>();
		Flux<DataBuffer> body = Flux.range(0, 400).map((i) -> {
			NettyDataBuffer buffer = buffers.allocateBuffer(1024);
			buffer.write(new byte[1024]);
			sent.add(buffer);
			return buffer;
		});
		this.helix.answers(Mono.fromSupplier(() -> ClientResponse.create(HttpStatus.UNAUTHORIZED).body(body).build()));
		Flux<DataBuffer> received = send(get()).flatMapMany((response) -> response.body(BodyExtractors.toDataBuffers()))
			.doOnNext(DataBufferUtils::release);
		StepVerifier.create(received, 10).expectNextCount(10).thenCancel().verify(PATIENCE);
		assertThat(sent).hasSizeGreaterThan(200)
			.allSatisfy((buffer) -> assertThat(buffer.getNativeBuffer().refCnt()).isZero());
	}

	@Test
	void filterWhenTokenIsDeadThenRefreshesAndRepeatsOnce() {
		this.helix.answers(401, HelixFixture.DEAD).answers(401, HelixFixture.DEAD);
		StepVerifier.create(send(get()).flatMap((response) -> response.bodyToMono(String.class)))
			.expectNext(HelixFixture.DEAD)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.helix.tokens()).containsExactly("Bearer default-0", "Bearer default-1");
		assertThat(this.fixture.tokens.refreshes).containsExactly("default-0");
	}

	@Test
	void filterWhenRefusalIsUnknownAndTokenIsDeadThenRefreshesOnce() {
		this.fixture.validationAnswers(Mono.just(new Rejected<>(401, ErrorCode.INVALID_TOKEN, "invalid access token")));
		this.helix.answers(401, SIDEWAYS).answers(401, SIDEWAYS);
		StepVerifier.create(send(get()).map((response) -> response.statusCode().value()))
			.expectNext(401)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.helix.tokens()).containsExactly("Bearer default-0", "Bearer default-1");
		BDDMockito.then(this.fixture.client).should(Mockito.times(1)).validate("default-0");
		BDDMockito.then(this.fixture.client).shouldHaveNoMoreInteractions();
	}

	@Test
	void filterWhenRefusalIsUnknownAndSoIsThatOfTheValidationThenPassesItOn() {
		this.fixture.validationAnswers(Mono.just(new Rejected<>(401, ErrorCode.OTHER, "upstream unavailable")));
		this.helix.answers(401, SIDEWAYS);
		StepVerifier.create(send(get()).map((response) -> response.statusCode().value()))
			.expectNext(401)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.fixture.tokens.refreshes).isEmpty();
	}

	@Test
	void filterWhenManyRefusalsAreUnknownThenTheirTokenIsValidatedOnce() {
		AtomicInteger validations = new AtomicInteger();
		Sinks.One<Outcome<TokenValidation>> validation = Sinks.one();
		this.fixture.validationAnswers(Mono.defer(() -> {
			validations.incrementAndGet();
			return validation.asMono();
		}));
		TwitchExchangeFilterFunction filter = new TwitchExchangeFilterFunction(this.fixture.authorization());
		ExchangeFunction odd = (request) -> Mono
			.just(ClientResponse.create(HttpStatus.UNAUTHORIZED).body(SIDEWAYS).build());
		Mono<Long> calls = Flux.range(0, 1000).flatMap((i) -> filter.filter(get().build(), odd), 1000).count();
		StepVerifier.create(calls)
			.then(() -> validation.tryEmitValue(new Undetermined<>("answered 503", null, null)))
			.expectNext(1000L)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(validations).hasValue(1);
		filter.filter(get().build(), odd).block(PATIENCE);
		assertThat(validations).hasValue(2);
	}

	@Test
	void filterWhenTheFirstOfManyCallersLeavesThenTheOthersLearnTheOutcome() {
		Sinks.One<Outcome<TokenValidation>> validation = Sinks.one();
		this.fixture.validationAnswers(validation.asMono());
		this.helix.answers(401, SIDEWAYS).answers(401, SIDEWAYS);
		TwitchExchangeFilterFunction filter = new TwitchExchangeFilterFunction(this.fixture.authorization());
		filter.filter(get().build(), this.helix).subscribe().dispose();
		StepVerifier.create(filter.filter(get().build(), this.helix).map((response) -> response.statusCode().value()))
			.then(() -> validation.tryEmitValue(new Rejected<>(401, ErrorCode.INVALID_TOKEN, "invalid access token")))
			.expectNext(200)
			.expectComplete()
			.verify(PATIENCE);
	}

	@ParameterizedTest
	@MethodSource
	void filterWhenRefusalIsUnknownAndTokenMayLiveThenPassesItOn(Mono<Outcome<TokenValidation>> validation) {
		this.fixture.validationAnswers(validation);
		this.helix.answers(401, SIDEWAYS);
		ClientResponse response = send(get()).block(PATIENCE);
		assertThat(response.bodyToMono(String.class).block(PATIENCE)).isEqualTo(SIDEWAYS);
		assertThat(this.helix.requests).hasSize(1);
		assertThat(this.fixture.tokens.refreshes).isEmpty();
	}

	static Stream<Mono<Outcome<TokenValidation>>> filterWhenRefusalIsUnknownAndTokenMayLiveThenPassesItOn() {
		return Stream.of(Mono.just(new Success<>(new TokenValidation("client1", "1", "a", Set.of(), null))),
				Mono.just(new Undetermined<>("answered 503", null, null)),
				Mono.error(new ClientConfigurationException("no such endpoint")));
	}

	@Test
	void filterWhenRefreshFailsThenFailsWithItsReason() {
		this.helix.answers(Mono.defer(() -> {
			this.fixture.tokens.answer = Mono.error(new AuthorizationRequiredException("log in"));
			return Mono.just(ClientResponse.create(HttpStatus.UNAUTHORIZED).body(HelixFixture.DEAD).build());
		}));
		StepVerifier.create(send(get())).expectError(AuthorizationRequiredException.class).verify(PATIENCE);
		assertThat(this.helix.requests).hasSize(1);
	}

	@Test
	void filterWhenConnectionFailsThenExceptionHoldsNoToken() {
		this.helix.answers(Mono.defer(() -> Mono.error(new WebClientRequestException(new IOException("reset"),
				HttpMethod.GET, URI.create(HelixFixture.URL), this.helix.requests.get(0).headers()))));
		StepVerifier.create(send(get().header("Accept", "text/plain"))).expectErrorSatisfies((ex) -> {
			assertThat(ex).isInstanceOf(WebClientRequestException.class)
				.hasMessage("reset")
				.hasCauseInstanceOf(IOException.class);
			assertThat(((WebClientRequestException) ex).getHeaders().headerNames()).containsExactly("Accept");
		}).verify(PATIENCE);
	}

	@Test
	void filterWhenARequestIsSentThenOnlyTheWireShowsTheToken() {
		send(get().header("Authorization", "Bearer mine")).block(PATIENCE);
		assertThat(this.helix.requests.get(0).headers().headerNames()).doesNotContain("Authorization");
		assertThat(this.helix.tokens()).containsExactly("Bearer default-0");
	}

	@Test
	void filterWhenAddedTwiceThenTheSecondHasNoEffect() {
		this.helix.answers(401, HelixFixture.DEAD).answers(401, HelixFixture.DEAD);
		TwitchExchangeFilterFunction filter = new TwitchExchangeFilterFunction(this.fixture.authorization());
		ClientResponse response = filter.andThen(filter).filter(get().build(), this.helix).block(PATIENCE);
		assertThat(response.statusCode().value()).isEqualTo(401);
		assertThat(this.helix.requests).hasSize(2);
		assertThat(this.fixture.tokens.refreshes).containsExactly("default-0");
	}

	private Mono<ClientResponse> send(ClientRequest.Builder request) {
		return new TwitchExchangeFilterFunction(this.fixture.authorization()).filter(request.build(), this.helix);
	}

	private static ClientRequest.Builder get() {
		return ClientRequest.create(HttpMethod.GET, URI.create(HelixFixture.URL));
	}

}
