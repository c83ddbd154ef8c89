package io.github.twitchoauth.twitch4j;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message of an EventSub WebSocket. The event of a notification is left where it is in
 * the message, and read by the thread that delivers it.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/websocket-reference/">WebSocket
 * messages</a>
 */
final class EventSubMessage {

	private static final ObjectReader READER = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.build()
		.readerFor(Envelope.class);

	private static final int DEFAULT_KEEPALIVE = 10;

	private final byte[] json;

	private final Metadata metadata;

	private final Payload payload;

	private EventSubMessage(byte[] json, Metadata metadata, Payload payload) {
		this.json = json;
		this.metadata = metadata;
		this.payload = payload;
	}

	/**
	 * Read a message.
	 * @param json the text of the message in UTF-8
	 * @return the message, or {@code null} if it is none
	 */
	static @Nullable EventSubMessage parse(byte[] json) {
		try {
			@Nullable Envelope envelope = READER.readValue(json);
			Metadata metadata = (envelope != null) ? envelope.metadata() : null;
			if (envelope == null || metadata == null || metadata.messageType() == null) {
				return null;
			}
			return new EventSubMessage(json, metadata,
					(envelope.payload() != null) ? envelope.payload() : Payload.EMPTY);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

	boolean isWelcome() {
		return "session_welcome".equals(this.metadata.messageType());
	}

	boolean isReconnect() {
		return "session_reconnect".equals(this.metadata.messageType());
	}

	boolean isNotification() {
		return "notification".equals(this.metadata.messageType());
	}

	boolean isRevocation() {
		return "revocation".equals(this.metadata.messageType());
	}

	String id() {
		return text(this.metadata.messageId());
	}

	@Nullable Instant sentAt() {
		try {
			return Instant.parse(text(this.metadata.messageTimestamp()));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private Session session() {
		Session session = this.payload.session();
		return (session != null) ? session : Session.EMPTY;
	}

	String sessionId() {
		return text(session().id());
	}

	Duration keepaliveTimeout() {
		Integer seconds = session().keepaliveTimeoutSeconds();
		return Duration.ofSeconds((seconds != null) ? seconds : DEFAULT_KEEPALIVE);
	}

	String reconnectUrl() {
		return text(session().reconnectUrl());
	}

	private Source source() {
		Source source = this.payload.subscription();
		return (source != null) ? source : Source.EMPTY;
	}

	String subscriptionId() {
		return text(source().id());
	}

	String status() {
		return JsonTree.text(text(source().status()));
	}

	String type() {
		return text(source().type());
	}

	String version() {
		return text(source().version());
	}

	/**
	 * Return what is equal for all events of one subscription, also in a later session.
	 * @return the key
	 */
	Object key() {
		Map<String, ?> condition = source().condition();
		return List.of(type(), version(), (condition != null) ? condition : Map.of());
	}

	Subscription subscription() {
		Map<String, String> texts = new TreeMap<>();
		Map<String, ?> condition = source().condition();
		if (condition != null) {
			condition.forEach((name, value) -> texts.put(name, (value != null) ? value.toString() : ""));
		}
		return Subscription.of(type(), version(), texts);
	}

	/**
	 * Return where the event is in the message.
	 * @return the place, or {@code null} if there is no event
	 */
	@Nullable Section event() {
		return this.payload.event();
	}

	/**
	 * Return the message as it was received.
	 * @return the text in UTF-8, which must not be changed
	 */
	byte[] json() {
		return this.json;
	}

	@Override
	public String toString() {
		return "EventSubMessage[type=" + this.metadata.messageType() + "]";
	}

	private record Envelope(@Nullable Metadata metadata, @Nullable Payload payload) {

	}

	private record Metadata(@Nullable String messageId, @Nullable String messageType,
			@Nullable String messageTimestamp) {

	}

	private record Payload(@Nullable Session session, @Nullable Source subscription, @Nullable Section event) {

		private static final Payload EMPTY = new Payload(null, null, null);

	}

	private record Session(@Nullable String id, @Nullable Integer keepaliveTimeoutSeconds,
			@Nullable String reconnectUrl) {

		private static final Session EMPTY = new Session(null, null, null);

	}

	private record Source(@Nullable String id, @Nullable String status, @Nullable String type, @Nullable String version,
			@Nullable Map<String, ?> condition) {

		private static final Source EMPTY = new Source(null, null, null, null, null);

	}

	/**
	 * A JSON object inside of a message.
	 *
	 * @param offset where it begins, in bytes
	 * @param length how long it is, in bytes
	 */
	@JsonDeserialize(using = SectionDeserializer.class)
	record Section(int offset, int length) {

	}

	private static final class SectionDeserializer extends ValueDeserializer<Section> {

		@Override
		public @Nullable Section deserialize(JsonParser parser, DeserializationContext context) {
			boolean isObject = parser.hasToken(JsonToken.START_OBJECT);
			int offset = (int) parser.currentTokenLocation().getByteOffset();
			parser.skipChildren();
			int end = (int) parser.currentLocation().getByteOffset();
			return isObject ? new Section(offset, end - offset) : null;
		}

	}

}
