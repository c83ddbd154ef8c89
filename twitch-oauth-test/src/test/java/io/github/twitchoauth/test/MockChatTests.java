package io.github.twitchoauth.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MockChat}.
 */
class MockChatTests {

	private static final String SCOPE = "user:write:chat";

	private final MutableClock clock = new MutableClock();

	private final MockTwitch twitch = new MockTwitch(0, this.clock, null);

	private final TestApplication application = new TestApplication(this.twitch);

	@AfterEach
	void close() {
		this.twitch.close();
	}

	@Test
	void sendWhenAllowedThenIsSent() {
		this.application.logIn("streamer", "");
		HttpResponse<String> response = send(SCOPE, message("Hello"));
		assertThat(response.statusCode()).isEqualTo(200);
		ChatMessage message = this.twitch.chat().awaitMessages(1, Duration.ofSeconds(5)).get(0);
		assertThat(response.body()).isEqualTo(
				"{\"data\":[{\"message_id\":\"%s\",\"is_sent\":true,\"drop_reason\":null}]}".formatted(message.id()));
		assertThat(message)
			.isEqualTo(new ChatMessage(message.id(), this.clock.instant(), "streamer", "twitchdev", "Hello", null));
	}

	@Test
	void sendWhenReplyThenSaysToWhat() {
		Map<String, String> body = message("Hello");
		body.put("reply_parent_message_id", "the-other");
		send(SCOPE, body);
		assertThat(this.twitch.chat().getMessages()).singleElement().satisfies((message) -> {
			assertThat(message.replyTo()).isEqualTo("the-other");
			assertThat(message.broadcaster()).isEqualTo(this.twitch.getUserId("streamer"));
		});
	}

	@Test
	void sendWhenDroppedThenSaysWhy() {
		this.twitch.chat().dropNextMessage("msg_duplicate", "Your message is identical to the previous one.");
		assertThat(send(SCOPE, message("Hello")).body())
			.isEqualTo("{\"data\":[{\"message_id\":\"\",\"is_sent\":false,\"drop_reason\":"
					+ "{\"code\":\"msg_duplicate\",\"message\":\"Your message is identical to the previous one.\"}}]}");
		assertThat(this.twitch.chat().getMessages()).isEmpty();
		JsonNode second = TestApplication.json(send(SCOPE, message("Hello")));
		assertThat(second.at("/data/0/is_sent").asBoolean()).isTrue();
	}

	@Test
	void sendWhenScopeOrTokenIsMissingThenUnauthorized() {
		assertError(send("user:read:chat", message("Hello")), 401, "Unauthorized", "Missing scope: user:write:chat");
		assertError(this.application.sendChatMessage("nonsense", "{}"), 401, "Unauthorized", "Invalid OAuth token");
		assertThat(this.twitch.chat().getMessages()).isEmpty();
	}

	@Test
	void sendWhenSenderIsSomebodyElseThenUnauthorized() {
		Map<String, String> body = message("Hello");
		body.put("sender_id", this.twitch.getUserId("streamer"));
		assertError(send(SCOPE, body), 401, "Unauthorized",
				"The ID in sender_id must match the user ID found in the request's OAuth token.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "broadcaster_id", "sender_id", "message" })
	void sendWhenParameterIsMissingThenBadRequest(String name) {
		Map<String, String> body = message("Hello");
		body.remove(name);
		assertError(send(SCOPE, body), 400, "Bad Request", "Missing required parameter \\\"" + name + "\\\"");
	}

	@Test
	void sendWhenLongerThan500CharactersThenBadRequest() {
		assertThat(send(SCOPE, message("\uD83D\uDE00".repeat(500))).statusCode()).isEqualTo(200);
		assertError(send(SCOPE, message("x".repeat(501))), 400, "Bad Request", "The request's input was not valid. "
				+ "Please see the endpoint's documentation for possible reasons.");
		assertThat(this.twitch.chat().getMessages()).hasSize(1);
	}

	@Test
	void sendWhenBodyIsNotJsonThenBadRequest() {
		String token = TestApplication.text(this.application.logIn("twitchdev", SCOPE), "access_token");
		assertError(this.application.sendChatMessage(token, "{"), 400, "Bad Request", "error validating json");
	}

	@Test
	void awaitMessagesWhenTooFewThenFails() {
		send(SCOPE, message("Hello"));
		assertThatIllegalStateException().isThrownBy(() -> this.twitch.chat().awaitMessages(2, Duration.ofMillis(50)))
			.withMessage("1 of 2 messages were sent within PT0.05S");
		this.twitch.reset();
		assertThat(this.twitch.chat().getMessages()).isEmpty();
	}

	private HttpResponse<String> send(String scopes, Map<String, String> body) {
		String token = TestApplication.text(this.application.logIn("twitchdev", scopes), "access_token");
		return this.application.sendChatMessage(token, JsonMapper.shared().writeValueAsString(body));
	}

	private Map<String, String> message(String text) {
		Map<String, String> body = new LinkedHashMap<>();
		body.put("broadcaster_id", this.twitch.getUserId("streamer"));
		body.put("sender_id", this.twitch.getUserId("twitchdev"));
		body.put("message", text);
		return body;
	}

	private static void assertError(HttpResponse<String> response, int status, String error, String message) {
		assertThat(response.body())
			.isEqualTo("{\"error\":\"%s\",\"status\":%d,\"message\":\"%s\"}".formatted(error, status, message));
		assertThat(response.statusCode()).isEqualTo(status);
	}

}
