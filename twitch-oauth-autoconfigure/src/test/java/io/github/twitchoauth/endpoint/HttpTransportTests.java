package io.github.twitchoauth.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpTransport} under {@link TwitchIdClient}.
 */
class HttpTransportTests extends AbstractTwitchIdClientTests {

	private static final int LIMIT = 262_144;

	@ParameterizedTest
	@MethodSource
	void callWhenConnectionBreaksThenUndeterminedAndOnlyTheHarmlessIsRepeatedOnce(EndpointCall call, Fault fault) {
		answer(WireMock.aResponse().withFault(fault));
		Undetermined<?> outcome = undetermined(await(call.send(this.client)));
		assertThat(outcome.reason()).startsWith("broke the connection (").endsWith(")");
		assertThat(outcome.cause()).isInstanceOf(IOException.class);
		assertThat(server.findAll(WireMock.anyRequestedFor(WireMock.anyUrl())))
			.hasSize(call.path().equals("/oauth2/token") ? 1 : 2)
			.allMatch((request) -> request.getUrl().equals(call.path()));
	}

	static Stream<Arguments> callWhenConnectionBreaksThenUndeterminedAndOnlyTheHarmlessIsRepeatedOnce() {
		return Arrays.stream(EndpointCall.values())
			.flatMap((call) -> Arrays.stream(Fault.values()).map((fault) -> Arguments.of(call, fault)));
	}

	@ParameterizedTest
	@EnumSource
	void callWhenNobodyListensThenUndetermined(EndpointCall call) throws IOException {
		TwitchIdClient unheard = client("http://127.0.0.1:" + freePort(), PATIENCE);
		Undetermined<?> outcome = undetermined(await(call.send(unheard)));
		assertThat(outcome.reason()).startsWith("could not be reached (").contains("Connection refused");
		assertThat(outcome.cause()).isInstanceOf(IOException.class);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "TOKEN", "REFRESH" })
	void callWhenServerNeverAnswersThenUndeterminedAfterTimeout(EndpointCall call) throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			TwitchIdClient impatient = client("http://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(200));
			assertThat(await(call.send(impatient)))
				.isEqualTo(new Undetermined<>("did not answer within 200 ms", null, null));
		}
	}

	@Test
	void refreshWhenAnswerTricklesInLongAfterTheTimeoutThenRead() {
		answer(WireMock.okJson("{\"access_token\":\"a\"}").withFixedDelay(300).withChunkedDribbleDelay(4, 300));
		assertThat(await(clientWithTimeout(Duration.ofMillis(100)).refresh(PUBLIC_CLIENT, REFRESH_TOKEN)))
			.isInstanceOf(Success.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "REFRESH", "VALIDATE" })
	void callWhenTheAnswerIsCompleteButDoesNotEndThenRead(EndpointCall call) throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<Socket> accepted = CompletableFuture.supplyAsync(() -> answerWithoutEnd(server));
			TwitchIdClient impatient = client("http://127.0.0.1:" + server.getLocalPort(), Duration.ofMillis(500));
			assertThat(await(call.send(impatient))).isInstanceOf(Success.class);
			accepted.join().close();
		}
	}

	private static Socket answerWithoutEnd(ServerSocket server) {
		try {
			Socket socket = server.accept();
			String body = "{\"access_token\":\"a\",\"client_id\":\"a\"}\n";
			String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
					+ Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
			socket.getInputStream().read(new byte[1024]);
			socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void callWhenAnswerTricklesThenUndeterminedAfterTimeout() {
		answer(WireMock.okJson("{\"client_id\":\"a\"}").withChunkedDribbleDelay(4, 2000));
		assertThat(await(clientWithTimeout(Duration.ofMillis(900)).validate(TOKEN)))
			.isEqualTo(new Undetermined<>("did not answer within 900 ms", null, null));
	}

	@ParameterizedTest
	@EnumSource
	void callWhenBodyExceedsLimitThenUndetermined(EndpointCall call) {
		answer(200, paddedTo(LIMIT + 1));
		assertThat(await(call.send(this.client)))
			.isEqualTo(new Undetermined<>("answered with more than 262144 bytes", null, null, 200));
		assertThat(onlyRequest().getUrl()).isEqualTo(call.path());
	}

	@ParameterizedTest
	@EnumSource
	void callWhenBodyOfAFailureExceedsLimitThenItsStatusCounts(EndpointCall call) {
		answer(WireMock.status(503).withHeader("Retry-After", "7").withBody("x".repeat(LIMIT + 1)));
		assertThat(await(call.send(this.client)))
			.isEqualTo(new Undetermined<>("answered 503", Duration.ofSeconds(7), null, 503));
	}

	@Test
	void callWhenBodyOfAFailureTricklesThenItsStatusCounts() {
		answer(WireMock.status(502).withBody("Bad Gateway").withChunkedDribbleDelay(4, 2000));
		assertThat(await(clientWithTimeout(Duration.ofMillis(900)).validate(TOKEN)))
			.isEqualTo(new Undetermined<>("answered 502", null, null, 502));
	}

	@Test
	void callWhenBodyIsAtLimitThenRead() {
		answer(200, paddedTo(LIMIT));
		assertThat(await(this.client.validate(TOKEN))).isInstanceOf(Success.class);
	}

	@Test
	void callWhenContentTypeIsGarbageThenRead() {
		answer(WireMock.ok("{\"client_id\":\"a\"}").withHeader("Content-Type", "json"));
		assertThat(await(this.client.validate(TOKEN))).isInstanceOf(Success.class);
	}

	@Test
	void callWhenItsOutcomeIsBeingWorkedOnThenExchangeIsReleased() {
		AtomicReference<WeakReference<ClientResponse>> answered = new AtomicReference<>();
		WebClient.Builder builder = WebClient.builder()
			.exchangeFunction(
					(request) -> Mono.fromSupplier(() -> ClientResponse.create(HttpStatus.OK).body("{}").build())
						.doOnNext((response) -> answered.set(new WeakReference<>(response))));
		Disposable work = new HttpTransport(builder, builder, AnswerFixture.CLOCK)
			.exchange((webClient) -> webClient.get().uri("https://id.example/validate"), PATIENCE, () -> {
			})
			.flatMap((outcome) -> Mono.never())
			.subscribe();
		Awaitility.await().until(() -> {
			System.gc();
			return answered.get().refersTo(null);
		});
		assertThat(work.isDisposed()).isFalse();
		work.dispose();
	}

	private static String paddedTo(int length) {
		String json = "{\"client_id\":\"a\",\"padding\":\"\"}";
		return json.replace("\"\"", "\"" + "x".repeat(length - json.length()) + "\"");
	}

	private static Undetermined<?> undetermined(Outcome<?> outcome) {
		assertThat(outcome).isInstanceOf(Undetermined.class);
		return (Undetermined<?>) outcome;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
