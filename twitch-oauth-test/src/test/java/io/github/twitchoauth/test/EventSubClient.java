package io.github.twitchoauth.test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An application that listens to EventSub over a socket.
 */
final class EventSubClient {

	private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();

	private final CompletableFuture<String> end = new CompletableFuture<>();

	private final Listener listener;

	private final WebSocket socket;

	private EventSubClient(URI uri, boolean reading) {
		this.listener = new Listener(reading);
		this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, this.listener).join();
	}

	static EventSubClient connect(URI uri) {
		return new EventSubClient(uri, true);
	}

	/**
	 * Connects, but reads nothing, and so answers no ping.
	 * @param uri where to connect
	 * @return the client
	 */
	static EventSubClient connectAsleep(URI uri) {
		return new EventSubClient(uri, false);
	}

	void wakeUp() {
		this.socket.request(1_000);
	}

	JsonNode next() {
		try {
			JsonNode message = this.messages.poll(30, TimeUnit.SECONDS);
			if (message == null) {
				throw new AssertionError("No message came");
			}
			return message;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	JsonNode next(String type) {
		JsonNode message = next();
		while (!type(message).equals(type)) {
			message = next();
		}
		return message;
	}

	@Nullable JsonNode poll() {
		return this.messages.poll();
	}

	static String type(JsonNode message) {
		return message.at("/metadata/message_type").asString();
	}

	String sessionId() {
		return next("session_welcome").at("/payload/session/id").asString();
	}

	void send(String text) {
		this.socket.sendText(text, true).join();
	}

	void close() {
		this.socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
	}

	/**
	 * Waits for the end.
	 * @return the close code, or {@code error} if there was no close frame
	 */
	String awaitEnd() {
		return this.end.orTimeout(30, TimeUnit.SECONDS).join();
	}

	boolean isOpen() {
		return !this.end.isDone();
	}

	private final class Listener implements WebSocket.Listener {

		private final StringBuilder text = new StringBuilder();

		private final boolean reading;

		private Listener(boolean reading) {
			this.reading = reading;
		}

		@Override
		public void onOpen(WebSocket webSocket) {
			if (this.reading) {
				webSocket.request(1);
			}
		}

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				EventSubClient.this.messages.add(JsonMapper.shared().readTree(this.text.toString()));
				this.text.setLength(0);
			}
			webSocket.request(1);
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
			EventSubClient.this.end.complete(statusCode + " " + reason);
			return null;
		}

		@Override
		public void onError(WebSocket webSocket, Throwable error) {
			EventSubClient.this.end.complete("error");
		}

	}

}
