package io.github.twitchoauth.twitch4j;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message of an EventSub WebSocket.
 *
 * @param metadata its {@code metadata} field
 * @param payload its {@code payload} field
 * @see <a href="https://dev.twitch.tv/docs/eventsub/websocket-reference/">WebSocket
 * messages</a>
 */
record EventSubMessage(JsonNode metadata, JsonNode payload) {

	static final String WELCOME = "session_welcome";

	static final String KEEPALIVE = "session_keepalive";

	static final String RECONNECT = "session_reconnect";

	static final String NOTIFICATION = "notification";

	static final String REVOCATION = "revocation";

	private static final int DEFAULT_KEEPALIVE = 10;

	static @Nullable EventSubMessage parse(String text) {
		JsonNode message = JsonTree.read(text);
		return message.path("metadata").path("message_type").isString()
				? new EventSubMessage(message.path("metadata"), message.path("payload")) : null;
	}

	String type() {
		return this.metadata.path("message_type").asString("");
	}

	String id() {
		return this.metadata.path("message_id").asString("");
	}

	Instant sentAt(Instant now) {
		try {
			return Instant.parse(this.metadata.path("message_timestamp").asString(""));
		}
		catch (DateTimeException ex) {
			return now;
		}
	}

	String sessionId() {
		return this.payload.path("session").path("id").asString("");
	}

	Duration keepaliveTimeout() {
		return Duration
			.ofSeconds(this.payload.path("session").path("keepalive_timeout_seconds").asInt(DEFAULT_KEEPALIVE));
	}

	String reconnectUrl() {
		return this.payload.path("session").path("reconnect_url").asString("");
	}

	String status() {
		return JsonTree.text(this.payload.path("subscription").path("status"));
	}

	Subscription subscription() {
		return Subscription.of(this.payload.path("subscription"));
	}

	String event() {
		return this.payload.path("event").toString();
	}

	@Override
	public String toString() {
		return "EventSubMessage[type=" + type() + "]";
	}

}
