package io.github.twitchoauth.test;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventSubEndpoint}.
 */
@ExtendWith(OutputCaptureExtension.class)
class EventSubEndpointTests {

	private final MutableClock clock = new MutableClock();

	private final MockTwitch twitch = new MockTwitch(0, this.clock, null);

	private final TestApplication application = new TestApplication(this.twitch);

	private final String userId = this.twitch.getUserId("twitchdev");

	private final Map<String, String> own = Map.of("broadcaster_user_id", this.userId);

	private final List<EventSubClient> clients = new ArrayList<>();

	private String sessionId = "";

	@BeforeEach
	void connect() {
		this.sessionId = connectAgain();
	}

	private String connectAgain() {
		EventSubClient client = EventSubClient.connect(this.twitch.eventSub().getUri());
		this.clients.add(client);
		return client.sessionId();
	}

	@AfterEach
	void close() {
		this.twitch.close();
	}

	@Test
	void createWhenAllowedThenAccepted() {
		String token = logIn("channel:read:subscriptions");
		HttpResponse<String> response = create(token, "channel.subscribe", "1", this.own);
		assertThat(response.statusCode()).isEqualTo(202);
		String id = this.twitch.eventSub().getSubscriptions().get(0).id();
		assertThat(response.body()).isEqualTo(("{\"data\":[{\"id\":\"%s\",\"status\":\"enabled\","
				+ "\"type\":\"channel.subscribe\",\"version\":\"1\",\"condition\":{\"broadcaster_user_id\":\"%s\"},"
				+ "\"created_at\":\"2026-11-01T12:00:00.000000000Z\",\"transport\":{\"method\":\"websocket\","
				+ "\"session_id\":\"%s\",\"connected_at\":\"2026-11-01T12:00:00.000000000Z\"},\"cost\":0}],"
				+ "\"total\":1,\"total_cost\":0,\"max_total_cost\":10}")
			.formatted(id, this.userId, this.sessionId));
	}

	@Test
	void createWhenTokenOrClientIsWrongThenUnauthorized() {
		String body = EventSubBody.of("stream.online", "1", this.own, this.sessionId);
		assertError(this.application.subscribe("nonsense", body), 401, "Unauthorized", "Invalid OAuth token");
		assertError(new TestApplication(this.twitch, "other").subscribe(logIn(""), body), 401, "Unauthorized",
				"Client ID and OAuth token do not match");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "type=stream.online" })
	void createWhenBodyIsNoJsonObjectThenBadRequest(String body) {
		assertBadRequest(this.application.subscribe(logIn(""), body), "error validating json");
	}

	@ParameterizedTest
	@CsvSource({ "channel.follow,3", "channel.follow,''", "channel.dance,1", "'',1" })
	void createWhenTypeOrVersionIsUnknownThenBadRequest(String type, String version) {
		assertBadRequest(create(logIn(""), type, version, this.own),
				"The combination of values in the type and version fields is not valid");
	}

	@Test
	void createWhenTypeWasRemovedThenGone() {
		assertError(create(logIn(""), "channel.follow", "1", this.own), 410, "Gone",
				"This subscription type is not available.");
	}

	@ParameterizedTest
	@CsvSource({ "channel.follow,2,moderator_user_id", "channel.chat.message,1,user_id" })
	void createWhenConditionLacksAFieldThenBadRequest(String type, String version, String missing) {
		assertBadRequest(create(logIn(""), type, version, this.own),
				"Missing required parameter \\\"condition." + missing + "\\\"");
	}

	@Test
	void createWhenConditionNeedsOneOfTwoFieldsThenEitherWillDo() {
		String token = logIn("");
		assertBadRequest(create(token, "channel.raid", "1", this.own),
				"Missing required parameter " + "\\\"condition.from_broadcaster_user_id|to_broadcaster_user_id\\\"");
		for (String field : List.of("from_broadcaster_user_id", "to_broadcaster_user_id")) {
			assertThat(create(token, "channel.raid", "1", Map.of(field, this.userId)).statusCode()).isEqualTo(202);
		}
	}

	@Test
	void createWhenTransportIsNotWebSocketThenBadRequest() {
		String token = logIn("");
		assertBadRequest(
				this.application.subscribe(token,
						EventSubBody.of("stream.online", "1", this.own, "webhook", this.sessionId)),
				"auth must use app access token to create webhook subscription");
		assertBadRequest(
				this.application.subscribe(token,
						EventSubBody.of("stream.online", "1", this.own, "pigeon", this.sessionId)),
				"The value specified in the 'method' field is not valid");
		assertBadRequest(create(token, "user.authorization.revoke", "1", Map.of("client_id", "test-client")),
				"invalid transport and auth combination");
	}

	@Test
	void createWhenSessionIsUnknownOrGoneThenBadRequest() {
		String token = logIn("");
		String message = "websocket transport session does not exist or has already disconnected";
		assertBadRequest(this.application.subscribe(token, EventSubBody.of("stream.online", "1", this.own, "made-up")),
				message);
		this.twitch.eventSub().closeConnections(4000);
		assertBadRequest(create(token, "stream.online", "1", this.own), message);
		assertThat(this.twitch.eventSub().getSubscriptions()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "channel.subscribe,1,channel:read:subscriptions", "channel.subscribe,1,bits:read",
			"channel.cheer,1,''", "channel.moderate,2,moderator:read:blocked_terms moderator:read:vips" })
	void createWhenScopeOrUserIsMissingThenForbidden(String type, String version, String scopes) {
		String stranger = this.twitch.getUserId("stranger");
		Map<String, String> condition = Map.of("broadcaster_user_id",
				scopes.equals("channel:read:subscriptions") ? stranger : this.userId, "moderator_user_id", this.userId);
		assertForbidden(create(logIn(scopes), type, version, condition));
	}

	@Test
	void createWhenFollowsOfAnotherChannelThenOnlyForItsModerators() {
		String token = logIn("moderator:read:followers");
		String channel = this.twitch.getUserId("streamer");
		Map<String, String> condition = Map.of("broadcaster_user_id", channel, "moderator_user_id", this.userId);
		assertForbidden(create(token, "channel.follow", "2", condition));
		this.twitch.eventSub().addModerator("streamer", "twitchdev");
		assertThat(create(token, "channel.follow", "2", condition).statusCode()).isEqualTo(202);
		assertForbidden(create(token, "channel.follow", "2",
				Map.of("broadcaster_user_id", channel, "moderator_user_id", channel)));
		assertForbidden(create(logIn(""), "channel.follow", "2",
				Map.of("broadcaster_user_id", this.userId, "moderator_user_id", this.userId)));
	}

	@Test
	void createWhenChatOfAnotherChannelThenNeedsNoModerator() {
		Map<String, String> condition = Map.of("broadcaster_user_id", "1", "user_id", this.userId);
		assertForbidden(create(logIn(""), "channel.chat.message", "1", condition));
		assertThat(create(logIn("user:read:chat"), "channel.chat.message", "1", condition).statusCode()).isEqualTo(202);
	}

	@Test
	void createWhenSessionIsOfAnotherUserThenBadRequest() {
		create(logIn(""), "stream.online", "1", this.own);
		String other = TestApplication.text(this.application.logIn("other", ""), "access_token");
		assertBadRequest(create(other, "stream.offline", "1", this.own),
				"websocket transport cannot have subscriptions created by different users");
	}

	@Test
	void createWhenSameThenConflictUnlessInAnotherSession() {
		String token = logIn("");
		assertThat(create(token, "stream.online", "1", this.own).statusCode()).isEqualTo(202);
		HttpResponse<String> conflict = create(token, "stream.online", "1", this.own);
		assertThat(conflict.statusCode()).isEqualTo(409);
		assertThat(conflict.body()).isEqualTo(
				"{\"error\":\"Conflict\",\"status\":409,\"message\":\"subscription already exists\",\"id\":\"%s\"}"
					.formatted(this.twitch.eventSub().getSubscriptions().get(0).id()));
		assertThat(create(token, "stream.online", "1", Map.of("broadcaster_user_id", "1")).statusCode()).isEqualTo(202);
		this.sessionId = connectAgain();
		assertThat(create(token, "stream.online", "1", this.own).statusCode()).isEqualTo(202);
		this.twitch.eventSub().revokeSubscriptions("version_removed");
		assertThat(create(token, "stream.online", "1", this.own).statusCode()).isEqualTo(202);
	}

	@Test
	void createWhenFourthSessionThenTooManyRequests() {
		String token = logIn("");
		for (int i = 0; i < 3; i++) {
			assertThat(create(token, "stream.online", "1", this.own).statusCode()).isEqualTo(202);
			this.sessionId = connectAgain();
		}
		assertError(create(token, "stream.online", "1", this.own), 429, "Too Many Requests",
				"number of websocket transports limit exceeded");
		String other = TestApplication.text(this.application.logIn("other", ""), "access_token");
		assertThat(create(other, "stream.online", "1", this.own).statusCode()).isEqualTo(202);
	}

	@Test
	void createWhenMoreThan300ThenTooManyRequests() {
		String token = logIn("user:read:chat");
		IntStream.range(0, 300).forEach((i) -> assertThat(readChat(token, i).statusCode()).isEqualTo(202));
		HttpResponse<String> response = readChat(token, 300);
		assertThat(response.statusCode()).isEqualTo(429);
		assertThat(response.body()).contains("limit exceeded");
		JsonNode page = TestApplication.json(this.application.subscriptions(token, ""));
		assertThat(page.get("total").asInt()).isEqualTo(300);
		assertThat(page.get("data")).hasSize(100);
		int count = 0;
		for (String query = ""; query != null; query = nextPage(page)) {
			page = TestApplication.json(this.application.subscriptions(token, query));
			count += page.get("data").size();
		}
		assertThat(count).isEqualTo(300);
	}

	private static String nextPage(JsonNode page) {
		JsonNode cursor = page.at("/pagination/cursor");
		return cursor.isMissingNode() ? null : "?after=" + cursor.asString();
	}

	private HttpResponse<String> readChat(String token, int channel) {
		return create(token, "channel.chat.message", "1",
				Map.of("broadcaster_user_id", String.valueOf(channel), "user_id", this.userId));
	}

	@Test
	void createWhenCostExceedsMaximumThenTooManyRequests() {
		String token = logIn("");
		this.application.logIn("friend", "");
		String friend = this.twitch.getUserId("friend");
		for (String free : List.of(this.userId, friend)) {
			JsonNode body = TestApplication
				.json(create(token, "stream.online", "1", Map.of("broadcaster_user_id", free)));
			assertThat(body.at("/data/0/cost").asInt()).isZero();
		}
		for (int i = 0; i < 10; i++) {
			JsonNode body = TestApplication
				.json(create(token, "stream.online", "1", Map.of("broadcaster_user_id", String.valueOf(i))));
			assertThat(body.at("/data/0/cost").asInt()).isEqualTo(1);
			assertThat(body.get("total_cost").asInt()).isEqualTo(i + 1);
		}
		assertError(create(token, "stream.online", "1", Map.of("broadcaster_user_id", "10")), 429, "Too Many Requests",
				"cost exceeded");
		assertThat(create(token, "stream.offline", "1", this.own).statusCode()).isEqualTo(202);
	}

	@Test
	void listWhenFilteredThenOnlyThose() {
		String token = logIn("");
		create(token, "stream.online", "1", this.own);
		create(token, "stream.offline", "1", Map.of("broadcaster_user_id", "1"));
		this.twitch.eventSub().revokeSubscriptions("user_removed");
		create(token, "stream.online", "1", this.own);
		assertThat(types(token, "")).containsExactly("stream.online", "stream.offline", "stream.online");
		assertThat(types(token, "?status=enabled")).containsExactly("stream.online");
		assertThat(types(token, "?type=stream.offline")).containsExactly("stream.offline");
		assertThat(types(token, "?user_id=1")).containsExactly("stream.offline");
		String id = this.twitch.eventSub().getSubscriptions().get(1).id();
		assertThat(types(token, "?subscription_id=" + id)).containsExactly("stream.offline");
		assertBadRequest(this.application.subscriptions(token, "?status=enabled&type=stream.online"),
				"The request may not specify more than one filter query parameter");
		String other = TestApplication.text(this.application.logIn("other", ""), "access_token");
		assertThat(types(other, "")).isEmpty();
	}

	@Test
	void listWhenConnectionIsLostThenSaysWhen() {
		String token = logIn("");
		create(token, "stream.online", "1", this.own);
		this.clock.advance(Duration.ofSeconds(5));
		this.twitch.eventSub().dropConnections();
		JsonNode body = TestApplication.json(this.application.subscriptions(token, ""));
		assertThat(body.propertyNames()).containsExactly("data", "total", "total_cost", "max_total_cost", "pagination");
		assertThat(body.at("/data/0/status").asString()).isEqualTo("websocket_disconnected");
		assertThat(body.at("/data/0/transport/disconnected_at").asString()).isEqualTo("2026-11-01T12:00:05.000000000Z");
	}

	@Test
	void deleteWhenOwnThenGone() {
		String token = logIn("");
		create(token, "stream.online", "1", this.own);
		String id = this.twitch.eventSub().getSubscriptions().get(0).id();
		String other = TestApplication.text(this.application.logIn("other", ""), "access_token");
		assertThat(this.application.unsubscribe(other, "?id=" + id).statusCode()).isEqualTo(404);
		HttpResponse<String> response = this.application.unsubscribe(token, "?id=" + id);
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertError(this.application.unsubscribe(token, "?id=" + id), 404, "Not Found", "subscription not found");
		assertThat(this.application.unsubscribe(token, "").statusCode()).isEqualTo(400);
		assertThat(this.twitch.eventSub().streamOnline("twitchdev")).isZero();
	}

	@Test
	void outputWhenSubscribedThenHasNoSecrets(CapturedOutput output) {
		String token = logIn("");
		create(token, "stream.online", "1", this.own);
		this.twitch.eventSub().streamOnline("twitchdev");
		this.twitch.eventSub().requestReconnect();
		URI url = URI
			.create(this.clients.get(0).next("session_reconnect").at("/payload/session/reconnect_url").asString());
		this.twitch.disconnect("twitchdev");
		assertThat(output).doesNotContain(token, url.getQuery());
		assertThat(this.twitch.eventSub().getSubscriptions().toString()).doesNotContain(token);
	}

	private String logIn(String scopes) {
		return TestApplication.text(this.application.logIn("twitchdev", scopes), "access_token");
	}

	private HttpResponse<String> create(String token, String type, String version, Map<String, String> condition) {
		return this.application.subscribe(token, EventSubBody.of(type, version, condition, this.sessionId));
	}

	private List<String> types(String token, String query) {
		return TestApplication.json(this.application.subscriptions(token, query))
			.get("data")
			.findValuesAsString("type");
	}

	private static void assertForbidden(HttpResponse<String> response) {
		assertError(response, 403, "Forbidden", "subscription missing proper authorization");
	}

	private static void assertBadRequest(HttpResponse<String> response, String message) {
		assertError(response, 400, "Bad Request", message);
	}

	private static void assertError(HttpResponse<String> response, int status, String error, String message) {
		assertThat(response.body())
			.isEqualTo("{\"error\":\"%s\",\"status\":%d,\"message\":\"%s\"}".formatted(error, status, message));
		assertThat(response.statusCode()).isEqualTo(status);
	}

}
