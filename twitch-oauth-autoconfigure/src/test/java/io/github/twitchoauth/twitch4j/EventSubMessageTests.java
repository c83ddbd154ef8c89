package io.github.twitchoauth.twitch4j;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import io.github.twitchoauth.twitch4j.EventSubMessage.Section;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventSubMessage}.
 */
class EventSubMessageTests {

	private static @Nullable EventSubMessage parse(String text) {
		return EventSubMessage.parse(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String event(EventSubMessage message) {
		Section event = message.event();
		assertThat(event).isNotNull();
		return new String(message.json(), event.offset(), event.length(), StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":\"\u2603 \\\" }\",\"b\":[{\"c\":null}]}", "{}", "{ \"a\" : { } }" })
	void parseWhenThereIsAnEventThenKnowsWhereItIs(String event) {
		String source = "\"subscription\":{\"id\":\"7\",\"type\":\"channel.\u2603\",\"condition\":{\"a\":\"1\",\"b\":\"\"}}";
		for (String payload : new String[] { source + ", \"event\" : " + event,
				"\"event\":" + event + " ," + source }) {
			EventSubMessage message = parse(
					"{\"metadata\":{\"message_type\":\"notification\"},\"payload\":{" + payload + "}}");
			assertThat(message).isNotNull();
			assertThat(event(message)).isEqualTo(event);
			assertThat(message.subscriptionId()).isEqualTo("7");
			assertThat(message.subscription().condition()).containsOnlyKeys("a");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",\"event\":null", ",\"event\":\"{}\"", ",\"event\":[{}]", ",\"event\":1" })
	void parseWhenTheEventIsNoObjectThenThereIsNone(String event) {
		EventSubMessage message = parse(
				"{\"payload\":{\"session\":null" + event + "},\"metadata\":{\"message_type\":\"notification\"}}");
		assertThat(message).isNotNull();
		assertThat(message.isNotification()).isTrue();
		assertThat(message.event()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "[]", "1", "{", "{}", "{\"metadata\":{}}", "{\"metadata\":[]}",
			"{\"metadata\":{\"message_type\":{}}}",
			"{\"metadata\":{\"message_type\":\"notification\"},\"payload\":[1]}" })
	void parseWhenItIsNoMessageThenIsNull(String text) {
		assertThat(parse(text)).isNull();
	}

	@Test
	void parseWhenFieldsAreMissingThenHasDefaults() {
		EventSubMessage message = parse("{\"metadata\":{\"message_type\":\"session_welcome\"}}");
		assertThat(message).isNotNull();
		assertThat(message.isWelcome()).isTrue();
		assertThat(message.id()).isEmpty();
		assertThat(message.sentAt()).isNull();
		assertThat(message.sessionId()).isEmpty();
		assertThat(message.keepaliveTimeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(message.reconnectUrl()).isEmpty();
		assertThat(message.key()).isEqualTo(parse("{\"metadata\":{\"message_type\":\"other\"}}").key());
	}

	@Test
	void parseWhenAWelcomeThenHasTheSession() {
		EventSubMessage message = parse("""
				{"metadata":{"message_id":"1","message_type":"session_welcome",
				"message_timestamp":"2023-07-19T14:56:51.634234626Z"},"payload":{"session":{"id":"s",
				"status":"connected","keepalive_timeout_seconds":30,"reconnect_url":null,"connected_at":"x"}}}""");
		assertThat(message).isNotNull();
		assertThat(message.sessionId()).isEqualTo("s");
		assertThat(message.keepaliveTimeout()).isEqualTo(Duration.ofSeconds(30));
		assertThat(message.sentAt()).isEqualTo(Instant.parse("2023-07-19T14:56:51.634234626Z"));
	}

}
