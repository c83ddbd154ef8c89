package io.github.twitchoauth.twitch4j;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * A WebSocket whose server is the test.
 */
final class FakeSocket {

	private final Sinks.Many<byte[]> sink = Sinks.many().multicast().directBestEffort();

	private final URI uri;

	private boolean closed;

	FakeSocket(URI uri) {
		this.uri = uri;
	}

	Flux<byte[]> messages() {
		return this.sink.asFlux().doOnCancel(() -> this.closed = true);
	}

	URI uri() {
		return this.uri;
	}

	boolean isClosed() {
		return this.closed;
	}

	void send(String type, String payload) {
		sendText("{\"metadata\":{\"message_type\":\"" + type + "\"},\"payload\":" + payload + "}");
	}

	void sendText(String text) {
		this.sink.tryEmitNext(text.getBytes(StandardCharsets.UTF_8));
	}

	void welcome(String id) {
		send("session_welcome", "{\"session\":{\"id\":\"" + id + "\",\"keepalive_timeout_seconds\":10}}");
	}

	void reconnect(String url) {
		send("session_reconnect", "{\"session\":{\"id\":\"one\",\"reconnect_url\":\"" + url + "\"}}");
	}

	void end() {
		this.sink.tryEmitError(new EventSubClosedException(4000, ""));
	}

}
