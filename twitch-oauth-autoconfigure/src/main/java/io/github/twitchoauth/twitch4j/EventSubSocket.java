package io.github.twitchoauth.twitch4j;

import java.net.URI;
import java.time.Duration;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.websocket.WebsocketInbound;

/**
 * Opens WebSockets to EventSub, in place of twitch4j's {@code TwitchEventSocket}: that
 * one calls listeners on the thread that reads, so that a slow one lets pings go
 * unanswered, and follows a reconnect message to any host.
 *
 * @since 0.1.0
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
	 * Return an HTTP client for EventSub, whose failures are left to its subscribers to
	 * report.
	 * @return the HTTP client
	 */
	public static HttpClient newHttpClient() {
		return HttpClient.create(new EventSubConnections());
	}

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
	 * @return the text messages in UTF-8, read when they are requested. Never completes:
	 * when the connection ends there is an error. Cancelling closes it
	 */
	Flux<byte[]> open(URI target) {
		return EventSubConnections.endWithFailure(this.httpClient
			.doOnRequest((request, connection) -> SecretQuery.add(target, connection))
			.websocket(SPEC)
			.uri(SecretQuery.without(target))
			.handle((inbound, outbound) -> inbound.aggregateFrames(MAX_MESSAGE_SIZE)
				.receive()
				.asByteArray()
				.concatWith(end(inbound)))
			.concatWith(Mono.error(() -> new EventSubClosedException("the server closed it instead of answering"))));
	}

	private static Flux<byte[]> end(WebsocketInbound inbound) {
		return inbound.receiveCloseStatus()
			.timeout(CLOSING_TIME, Mono.empty())
			.defaultIfEmpty(WebSocketCloseStatus.ABNORMAL_CLOSURE)
			.flatMapMany((status) -> Flux.error(new EventSubClosedException(status.code(), status.reasonText())));
	}

}
