package io.github.twitchoauth.test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Twitch writes into an EventSub WebSocket.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/websocket-reference/">WebSocket
 * messages</a>
 */
final class EventSubMessages {

	private static final DateTimeFormatter NANOSECONDS = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'")
		.withZone(ZoneOffset.UTC);

	private EventSubMessages() {
	}

	static String timestamp(Instant instant) {
		return NANOSECONDS.format(instant);
	}

	static String welcome(EventSubSession session, Instant now) {
		return session("session_welcome", session, "connected", session.keepaliveTimeout().toSeconds(), null, now);
	}

	static String reconnect(EventSubSession session, String url, Instant now) {
		return session("session_reconnect", session, "reconnecting", null, url, now);
	}

	private static String session(String type, EventSubSession session, String status, @Nullable Long keepalive,
			@Nullable String reconnectUrl, Instant now) {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("id", session.id());
		description.put("status", status);
		description.put("connected_at", timestamp(session.connectedAt()));
		description.put("keepalive_timeout_seconds", keepalive);
		description.put("reconnect_url", reconnectUrl);
		return message(metadata(type, now), Map.of("session", description));
	}

	static String keepalive(Instant now) {
		return message(metadata("session_keepalive", now), Map.of());
	}

	static String notification(EventSubSubscription subscription, Map<String, ?> event, Instant now) {
		Map<String, Object> payload = new LinkedHashMap<>();
		payload.put("subscription", describe(subscription));
		payload.put("event", event);
		return message(metadata("notification", subscription, now), payload);
	}

	static String revocation(EventSubSubscription subscription, Instant now) {
		return message(metadata("revocation", subscription, now), Map.of("subscription", describe(subscription)));
	}

	private static Map<String, Object> metadata(String type, Instant now) {
		Map<String, Object> metadata = new LinkedHashMap<>();
		metadata.put("message_id", UUID.randomUUID().toString());
		metadata.put("message_type", type);
		metadata.put("message_timestamp", timestamp(now));
		return metadata;
	}

	private static Map<String, Object> metadata(String type, EventSubSubscription subscription, Instant now) {
		Map<String, Object> metadata = metadata(type, now);
		metadata.put("subscription_type", subscription.type());
		metadata.put("subscription_version", subscription.version());
		return metadata;
	}

	private static String message(Map<String, Object> metadata, Map<String, ?> payload) {
		Map<String, Object> message = new LinkedHashMap<>();
		message.put("metadata", metadata);
		message.put("payload", payload);
		return JsonMapper.shared().writeValueAsString(message);
	}

	private static Map<String, Object> describe(EventSubSubscription subscription) {
		return describe(subscription, transport(subscription));
	}

	/**
	 * Describes a subscription as the Helix API does.
	 * @param subscription the subscription
	 * @return its JSON
	 */
	static Map<String, Object> describeInFull(EventSubSubscription subscription) {
		Map<String, Object> transport = transport(subscription);
		transport.put("connected_at", timestamp(subscription.connectedAt()));
		if (subscription.disconnectedAt() != null) {
			transport.put("disconnected_at", timestamp(subscription.disconnectedAt()));
		}
		return describe(subscription, transport);
	}

	private static Map<String, Object> transport(EventSubSubscription subscription) {
		Map<String, Object> transport = new LinkedHashMap<>();
		transport.put("method", "websocket");
		transport.put("session_id", subscription.sessionId());
		return transport;
	}

	private static Map<String, Object> describe(EventSubSubscription subscription, Map<String, Object> transport) {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("id", subscription.id());
		description.put("status", subscription.status());
		description.put("type", subscription.type());
		description.put("version", subscription.version());
		description.put("condition", subscription.condition());
		description.put("created_at", timestamp(subscription.createdAt()));
		description.put("transport", transport);
		description.put("cost", subscription.cost());
		return description;
	}

}
