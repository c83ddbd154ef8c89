package io.github.twitchoauth.test;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the events that {@link MockEventSub} sends.
 */
class EventSubEventsTests {

	private static final String SCOPES = "moderator:read:followers user:read:chat channel:read:subscriptions "
			+ "bits:read channel:read:redemptions user:write:chat";

	private final MockTwitch twitch = new MockTwitch(0, new MutableClock(), null);

	private final MockEventSub eventSub = this.twitch.eventSub();

	private final TestApplication application = new TestApplication(this.twitch);

	private final String userId = this.twitch.getUserId("twitchdev");

	private final EventSubClient client = EventSubClient.connect(this.eventSub.getUri());

	private String token = "";

	private String sessionId = "";

	@BeforeEach
	void logIn() {
		this.token = TestApplication.text(this.application.logIn("TwitchDev", SCOPES), "access_token");
		this.sessionId = this.client.sessionId();
	}

	@AfterEach
	void close() {
		this.twitch.close();
	}

	@Test
	void followWhenSubscribedThenNotifies() {
		subscribe("channel.follow", "2", Map.of("broadcaster_user_id", this.userId, "moderator_user_id", this.userId));
		assertThat(this.eventSub.follow("stranger", "Viewer")).isZero();
		assertThat(this.eventSub.follow("twitchdev", "Viewer")).isEqualTo(1);
		JsonNode notification = this.client.next();
		assertThat(notification.get("metadata").propertyNames()).containsExactly("message_id", "message_type",
				"message_timestamp", "subscription_type", "subscription_version");
		assertThat(EventSubClient.type(notification)).isEqualTo("notification");
		assertThat(notification.at("/metadata/subscription_type").asString()).isEqualTo("channel.follow");
		assertThat(notification.at("/metadata/subscription_version").asString()).isEqualTo("2");
		EventSubSubscription subscription = this.eventSub.getSubscriptions().get(0);
		assertThat(notification.at("/payload/subscription").toString())
			.isEqualTo(("{\"id\":\"%s\",\"status\":\"enabled\",\"type\":\"channel.follow\",\"version\":\"2\","
					+ "\"condition\":{\"broadcaster_user_id\":\"%s\",\"moderator_user_id\":\"%s\"},"
					+ "\"created_at\":\"2026-11-01T12:00:00.000000000Z\",\"transport\":{\"method\":\"websocket\","
					+ "\"session_id\":\"%s\"},\"cost\":0}")
				.formatted(subscription.id(), this.userId, this.userId, this.sessionId));
		assertThat(notification.at("/payload/event").toString())
			.isEqualTo(("{\"user_id\":\"%s\",\"user_login\":\"viewer\",\"user_name\":\"Viewer\","
					+ "\"broadcaster_user_id\":\"%s\",\"broadcaster_user_login\":\"twitchdev\","
					+ "\"broadcaster_user_name\":\"TwitchDev\",\"followed_at\":\"2026-11-01T12:00:00.000000000Z\"}")
				.formatted(this.twitch.getUserId("viewer"), this.userId));
	}

	@Test
	void chatWhenSubscribedThenNotifies() {
		subscribe("channel.chat.message", "1",
				Map.of("broadcaster_user_id", this.twitch.getUserId("streamer"), "user_id", this.userId));
		assertThat(this.eventSub.chat("Streamer", "Viewer", "Hi chat")).isEqualTo(1);
		JsonNode event = this.client.next().at("/payload/event");
		assertThat(event.get("broadcaster_user_login").asString()).isEqualTo("streamer");
		assertThat(event.get("chatter_user_name").asString()).isEqualTo("Viewer");
		assertThat(event.at("/message/text").asString()).isEqualTo("Hi chat");
		assertThat(event.at("/message/fragments/0/type").asString()).isEqualTo("text");
		assertThat(event.at("/message/fragments/0/text").asString()).isEqualTo("Hi chat");
		assertThat(event.get("message_type").asString()).isEqualTo("text");
		assertThat(event.get("badges")).isEmpty();
		assertThat(event.get("reply").isNull()).isTrue();
		this.eventSub.chat("streamer", "streamer", "Hello");
		assertThat(this.client.next().at("/payload/event/badges/0/set_id").asString()).isEqualTo("broadcaster");
	}

	@Test
	void subscribeWhenSubscribedThenNotifies() {
		subscribe("channel.subscribe", "1", Map.of("broadcaster_user_id", this.userId));
		assertThat(this.eventSub.subscribe("twitchdev", "fan")).isEqualTo(1);
		JsonNode event = this.client.next().at("/payload/event");
		assertThat(event.get("user_login").asString()).isEqualTo("fan");
		assertThat(event.get("tier").asString()).isEqualTo("1000");
		assertThat(event.get("is_gift").asBoolean()).isFalse();
	}

	@Test
	void raidWhenSubscribedToEitherSideThenNotifies() {
		subscribe("channel.raid", "1", Map.of("to_broadcaster_user_id", this.userId));
		subscribe("channel.raid", "1", Map.of("from_broadcaster_user_id", this.userId));
		assertThat(this.eventSub.raid("streamer", "twitchdev", 42)).isEqualTo(1);
		JsonNode event = this.client.next().at("/payload/event");
		assertThat(event.get("from_broadcaster_user_login").asString()).isEqualTo("streamer");
		assertThat(event.get("to_broadcaster_user_id").asString()).isEqualTo(this.userId);
		assertThat(event.get("viewers").asInt()).isEqualTo(42);
		assertThat(this.eventSub.raid("twitchdev", "streamer", 42)).isEqualTo(1);
		assertThat(this.eventSub.raid("streamer", "stranger", 42)).isZero();
	}

	@Test
	void streamWhenSubscribedThenNotifies() {
		subscribe("stream.online", "1", Map.of("broadcaster_user_id", this.userId));
		subscribe("stream.offline", "1", Map.of("broadcaster_user_id", this.userId));
		assertThat(this.eventSub.streamOnline("twitchdev")).isEqualTo(1);
		JsonNode online = this.client.next().at("/payload/event");
		assertThat(online.get("type").asString()).isEqualTo("live");
		assertThat(online.get("started_at").asString()).isEqualTo("2026-11-01T12:00:00.000000000Z");
		assertThat(this.eventSub.streamOffline("twitchdev")).isEqualTo(1);
		JsonNode offline = this.client.next();
		assertThat(offline.at("/metadata/subscription_type").asString()).isEqualTo("stream.offline");
		assertThat(offline.at("/payload/event/broadcaster_user_login").asString()).isEqualTo("twitchdev");
	}

	@Test
	void eventWhenOfAnyTypeThenNotifies() {
		subscribe("channel.cheer", "1", Map.of("broadcaster_user_id", this.userId));
		assertThat(this.eventSub.event("channel.cheer", "1", "twitchdev", Map.of("bits", 100))).isEqualTo(1);
		JsonNode event = this.client.next().at("/payload/event");
		assertThat(event.get("bits").asInt()).isEqualTo(100);
		assertThat(event.get("broadcaster_user_name").asString()).isEqualTo("TwitchDev");
		assertThat(this.eventSub.event("channel.cheer", "2", "twitchdev", Map.of())).isZero();
	}

	@Test
	void eventWhenConditionHasMoreFieldsThenAllMustAgree() {
		String type = "channel.channel_points_custom_reward_redemption.add";
		subscribe(type, "1", Map.of("broadcaster_user_id", this.userId));
		subscribe(type, "1", Map.of("broadcaster_user_id", this.userId, "reward_id", "a"));
		Map<String, String> condition = Map.of("broadcaster_user_id", this.userId, "reward_id", "b");
		assertThat(this.eventSub.event(type, "1", condition, Map.of("id", "1"))).isEqualTo(1);
		assertThat(this.eventSub.event(type, "1", Map.of("broadcaster_user_id", this.userId, "reward_id", "a"),
				Map.of("id", "2")))
			.isEqualTo(2);
	}

	@Test
	void duplicateNotificationsWhenCalledThenMessageIdsAreTheSame() {
		subscribe("stream.online", "1", Map.of("broadcaster_user_id", this.userId));
		assertThat(this.eventSub.duplicateNotifications()).isZero();
		this.eventSub.streamOnline("twitchdev");
		assertThat(this.eventSub.duplicateNotifications()).isEqualTo(1);
		assertThat(this.client.next()).isEqualTo(this.client.next());
		this.eventSub.revokeSubscriptions("user_removed");
		assertThat(this.eventSub.duplicateNotifications()).isZero();
	}

	@Test
	void notificationsWhenManyThenInOrder() {
		subscribe("channel.cheer", "1", Map.of("broadcaster_user_id", this.userId));
		for (int i = 0; i < 200; i++) {
			this.eventSub.event("channel.cheer", "1", "twitchdev", Map.of("bits", i));
		}
		for (int i = 0; i < 200; i++) {
			assertThat(this.client.next().at("/payload/event/bits").asInt()).isEqualTo(i);
		}
	}

	@Test
	void sendChatMessageWhenSubscribedThenComesBack() {
		subscribe("channel.chat.message", "1", Map.of("broadcaster_user_id", this.userId, "user_id", this.userId));
		this.application.sendChatMessage(this.token,
				"{\"broadcaster_id\":\"%1$s\",\"sender_id\":\"%1$s\",\"message\":\"Hi\"}".formatted(this.userId));
		JsonNode event = this.client.next().at("/payload/event");
		assertThat(event.get("chatter_user_login").asString()).isEqualTo("twitchdev");
		assertThat(event.get("message_id").asString()).isEqualTo(this.twitch.chat().getMessages().get(0).id());
	}

	private void subscribe(String type, String version, Map<String, String> condition) {
		assertThat(this.application.subscribe(this.token, EventSubBody.of(type, version, condition, this.sessionId))
			.statusCode()).isEqualTo(202);
	}

}
