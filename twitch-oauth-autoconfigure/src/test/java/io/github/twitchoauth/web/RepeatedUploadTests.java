package io.github.twitchoauth.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body that was sent in full is sent again with the new token, whatever the HTTP client
 * makes of its publisher.
 */
class RepeatedUploadTests {

	private final AtomicInteger requests = new AtomicInteger();

	@AutoClose
	private final HelixServer helix = new HelixServer(this::refuseEverySecond);

	private final HelixFixture fixture = new HelixFixture().withDeadToken();

	private void refuseEverySecond(HttpExchange exchange) throws IOException {
		boolean refused = this.requests.getAndIncrement() % 2 == 0;
		HelixServer.answer(exchange, refused ? 401 : 200, refused ? HelixFixture.DEAD : "fine");
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void uploadWhenBodyIsAFileThenIsRepeated(Supplier<ClientHttpConnector> connector, @TempDir Path folder)
			throws IOException {
		Path file = Files.writeString(folder.resolve("hello.txt"), "hello");
		WebClient client = client(connector);
		for (int i = 0; i < 20; i++) {
			assertRepeated(
					client.put().uri(this.helix.uri()).body(BodyInserters.fromResource(new FileSystemResource(file))));
		}
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void uploadWhenPublisherCompletesAfterItsLastByteThenIsRepeated(Supplier<ClientHttpConnector> connector) {
		Flux<DataBuffer> late = Flux.<DataBuffer>defer(
				() -> Mono.just(DefaultDataBufferFactory.sharedInstance.wrap("hello".getBytes(StandardCharsets.UTF_8))))
			.concatWith(Mono.delay(Duration.ofSeconds(2)).then(Mono.empty()));
		assertRepeated(client(connector).post()
			.uri(this.helix.uri())
			.contentLength(5)
			.body(BodyInserters.fromDataBuffers(late)));
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void uploadWhenPublisherCanBeFusedThenIsRepeated(Supplier<ClientHttpConnector> connector) {
		WebClient client = client(connector);
		for (int i = 0; i < 20; i++) {
			assertRepeated(client.post()
				.uri(this.helix.uri())
				.contentType(MediaType.TEXT_PLAIN)
				.body(Flux.just("hel", "lo"), String.class));
		}
	}

	private void assertRepeated(WebClient.RequestHeadersSpec<?> request) {
		this.helix.bodies.clear();
		assertThat(request.retrieve().bodyToMono(String.class).block(Duration.ofSeconds(20))).isEqualTo("fine");
		assertThat(this.helix.bodies).containsExactly("hello", "hello");
	}

	private WebClient client(Supplier<ClientHttpConnector> connector) {
		return WebClient.builder()
			.clientConnector(connector.get())
			.filter(new TwitchExchangeFilterFunction(this.fixture.authorization(this.helix.uri(), Clock.systemUTC())))
			.build();
	}

	static Stream<Named<Supplier<ClientHttpConnector>>> connectors() {
		return HttpClients.connectors(HttpRedirects.DONT_FOLLOW);
	}

}
