package io.github.twitchoauth.integration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins in great number that poll at the same time, at a server that takes its time.
 */
class ManyPollsTests {

	private static final int LOGINS = 2_000;

	private static final Duration LATENCY = Duration.ofMillis(200);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final int MAX_THREADS = 50;

	private final Map<String, Long> started = new ConcurrentHashMap<>();

	private final Map<String, Long> polled = new ConcurrentHashMap<>();

	private final AtomicInteger mostThreads = new AtomicInteger();

	private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

	private final DisposableServer server = HttpServer.create()
		.host("127.0.0.1")
		.port(0)
		.route((routes) -> routes.post("/oauth2/token", this::answer))
		.bindNow();

	@AfterEach
	void stopServer() {
		this.server.disposeNow();
	}

	private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		Mono<String> body = Mono.just("{\"status\":400,\"message\":\"access_denied\"}");
		return request.receive()
			.aggregate()
			.asString(StandardCharsets.UTF_8)
			.doOnNext(this::received)
			.delayElement(LATENCY)
			.flatMap((form) -> response.status(400)
				.header(HttpHeaderNames.CONTENT_TYPE, "application/json")
				.sendString(body)
				.then());
	}

	private void received(String form) {
		String deviceCode = form.replaceAll(".*device_code=([^&]+).*", "$1");
		this.polled.put(deviceCode, System.nanoTime());
		this.mostThreads.accumulateAndGet(threads(), Math::max);
	}

	@Test
	void pollForAuthorizationWhenThousandsPollAtOnceThenNoneFailsAndNoneIsEarly() {
		int threads = threads();
		try (TestApplication application = TestApplication.start("http://localhost:" + this.server.port(),
				"twitch.oauth.request-timeout=60s")) {
			IntStream.range(0, LOGINS).forEach((i) -> logIn(application, "code-" + i));
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.errors.size() == LOGINS);
		}
		// After a poll that failed, the answer to the next would not count as a denial.
		assertThat(this.errors).hasOnlyElementsOfType(AuthorizationDeniedException.class);
		assertThat(this.polled).hasSize(LOGINS)
			.allSatisfy((code, time) -> assertThat(Duration.ofNanos(time - this.started.get(code)))
				.isGreaterThanOrEqualTo(INTERVAL));
		assertThat(this.mostThreads.get() - threads).isLessThan(MAX_THREADS);
	}

	// Listeners hear of logins that are over on threads of their own.
	private static int threads() {
		Thread[] threads = new Thread[Thread.activeCount() + LOGINS];
		int count = Thread.enumerate(threads);
		return (int) Arrays.stream(threads, 0, count)
			.filter((thread) -> !thread.getName().startsWith("twitch-oauth-event-"))
			.count();
	}

	private void logIn(TestApplication application, String deviceCode) {
		this.started.put(deviceCode, System.nanoTime());
		application.flow()
			.forAccount(deviceCode)
			.pollForAuthorization(deviceCode, Duration.ofMinutes(30), INTERVAL)
			.subscribe((token) -> {
			}, this.errors::add);
	}

}
