package io.github.twitchoauth.tokens;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Says that every token is valid, and counts how many requests it has at a time.
 */
final class ValidationServer implements AutoCloseable {

	private static final Duration WORK = Duration.ofMillis(500);

	private static final String ANSWER = """
			{"client_id":"test-client","login":"twitchdev","scopes":[],"user_id":"1","expires_in":14400}""";

	private final Set<String> tokens = ConcurrentHashMap.newKeySet();

	private final AtomicInteger present = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final DisposableServer server = HttpServer.create()
		.host("localhost")
		.port(0)
		.handle(this::answer)
		.bindNow();

	String getUri() {
		return "http://localhost:" + this.server.port() + "/validate";
	}

	int getTokenCount() {
		return this.tokens.size();
	}

	int getMostAtATime() {
		return this.most.get();
	}

	private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		this.most.accumulateAndGet(this.present.incrementAndGet(), Math::max);
		return Mono.delay(WORK).doOnNext((tick) -> {
			this.tokens.add(request.requestHeaders().get("Authorization"));
			this.present.decrementAndGet();
		}).then(response.header("Content-Type", "application/json").sendString(Mono.just(ANSWER)).then());
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

}
