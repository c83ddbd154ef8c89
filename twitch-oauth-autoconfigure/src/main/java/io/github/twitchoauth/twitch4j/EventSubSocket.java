package io.github.twitchoauth.twitch4j;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.websocket.WebsocketInbound;

/**
 * Opens WebSockets.
 */
public final class EventSubSocket {

	private static final int MAX_MESSAGE_SIZE = 256 * 1024;

	private static final Duration CLOSING_TIME = Duration.ofSeconds(1);

	private static final WebsocketClientSpec SPEC = WebsocketClientSpec.builder()
		.maxFramePayloadLength(MAX_MESSAGE_SIZE)
		.build();

	private final HttpClient httpClient;

	private final URI uri;

	/**
	 * Create a socket.
	 * @param httpClient the HTTP client
	 * @param uri where EventSub is
	 */
	public EventSubSocket(HttpClient httpClient, URI uri) {
		this.httpClient = httpClient;
		this.uri = uri;
	}

	URI uri() {
		return this.uri;
	}

	/**
	 * Connect.
	 * @param target the URI
	 * @return the text messages. Never completes: when the connection ends there is an
	 * error. Cancelling closes it
	 */
	Flux<String> open(URI target) {
		return EventSubConnections
			.endWithFailure(this.httpClient.doOnRequest((request, connection) -> SecretQuery.add(target, connection))
				.websocket(SPEC)
				.uri(SecretQuery.without(target))
				.handle((inbound, outbound) -> inbound.aggregateFrames(MAX_MESSAGE_SIZE)
					.receive()
					.asString(StandardCharsets.UTF_8)
					.concatWith(end(inbound)))
				.concatWith(Flux.error(EventSubClosedException::new)));
	}

	private static Flux<String> end(WebsocketInbound inbound) {
		return inbound.receiveCloseStatus()
			.timeout(CLOSING_TIME, Mono.empty())
			.flatMapMany((status) -> Flux.error(new EventSubClosedException(status.code())));
	}

}
