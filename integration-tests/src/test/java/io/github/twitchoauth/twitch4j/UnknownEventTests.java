package io.github.twitchoauth.twitch4j;

import java.util.List;
import java.util.Map;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.test.EventSubSubscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of events and fields that twitch4j has no class for.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownEventTests extends AbstractClientTests {

	private static final String NOTIFICATION = """
			{"metadata":{"message_id":"%1$s","message_type":"notification","message_timestamp":"2026-11-01T00:00:00Z"},
			"payload":{"subscription":{"id":"%1$s","type":"channel.follow","version":"%2$s","condition":{}},
			"event":%3$s}}""";

	@Test
	void eventWhenItsTypeIsUnknownThenArrivesAsJson() {
		this.twitch.eventSub().addType("channel.new_thing", "7", "broadcaster_user_id");
		try (ClientApplication application = ClientApplication.start(this.twitch, Json.class,
				"twitch.oauth.twitch4j.subscriptions[0].type=channel.new_thing",
				"twitch.oauth.twitch4j.subscriptions[0].version=7",
				"twitch.oauth.twitch4j.subscriptions[0].condition.broadcaster-user-id="
						+ this.twitch.getUserId("twitchdev"))) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			assertThat(enabled()).extracting(EventSubSubscription::type)
				.containsExactlyInAnyOrder("channel.new_thing", "channel.follow");
			assertThat(this.twitch.eventSub()
				.event("channel.new_thing", "7", "twitchdev", Map.of("things", List.of(Map.of("name", "Ding ☃")))))
				.isOne();
			application.bean(Json.class).received.await("default channel.new_thing 7 Ding ☃ twitchdev");
		}
	}

	// Keys of maps lose their underscores when Spring Boot binds them.
	@Test
	void subscriptionWhenAFieldIsUnknownThenItsDashesAreUnderscores() {
		this.twitch.eventSub().addType("channel.new_thing", "7", "new_field_id");
		try (ClientApplication application = ClientApplication.start(this.twitch, Object.class,
				"twitch.oauth.twitch4j.subscriptions[0].type=channel.new_thing",
				"twitch.oauth.twitch4j.subscriptions[0].version=7",
				"twitch.oauth.twitch4j.subscriptions[0].condition.new-field-id=4711")) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			assertThat(enabled()).singleElement()
				.satisfies((each) -> assertThat(each.condition()).containsOnly(Map.entry("new_field_id", "4711")));
		}
	}

	@Test
	void eventWhenItsVersionIsUnknownThenArrivesAsJson() {
		try (ClientApplication application = ClientApplication.start(this.twitch, Json.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			this.twitch.eventSub()
				.send(NOTIFICATION.formatted("1", "9",
						"{\"things\":[{\"name\":\"new\"}],\"broadcaster_user_login\":\"x\"}"));
			application.bean(Json.class).received.await("default channel.follow 9 new x");
		}
	}

	@Test
	void eventWhenTwitch4jCannotReadItThenArrivesAsJsonAndIsWarnedOfOnceInALine(CapturedOutput output) {
		try (ClientApplication application = ClientApplication.start(this.twitch, Json.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			String event = "{\"things\":[{\"name\":\"%s\"}],\"followed_at\":{\"year\":2026},\"broadcaster_user_login\":\"x\"}";
			this.twitch.eventSub().send(NOTIFICATION.formatted("1", "2", event.formatted("one")));
			this.twitch.eventSub().send(NOTIFICATION.formatted("2", "2", event.formatted("two")));
			application.bean(Json.class).received.await("default channel.follow 2 one x",
					"default channel.follow 2 two x");
			assertThat(output.getOut().lines()).filteredOn((line) -> line.contains("cannot be read as"))
				.singleElement()
				.asString()
				.contains("WARN", "ChannelFollowEvent");
			assertThat(output).doesNotContain("\tat ");
		}
	}

	@Test
	void eventWhenTwitch4jLacksAFieldThenTheJsonHasIt() {
		try (ClientApplication application = ClientApplication.start(this.twitch, Typed.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			this.twitch.eventSub()
				.event("channel.follow", "2", "twitchdev", Map.of("user_login", "viewer", "new_field", "☃ new"));
			application.bean(Typed.class).received.await("viewer ☃ new");
		}
	}

	static class Json {

		final Received received = new Received();

		@EventListener
		void onJson(EventSubNotification<JsonNode> notification) {
			JsonNode event = notification.getPayload();
			this.received.add(notification.getAccount() + " " + notification.getType() + " " + notification.getVersion()
					+ " " + event.path("things").path(0).path("name").asString("") + " "
					+ event.path("broadcaster_user_login").asString(""));
		}

		@EventListener
		void onFollow(EventSubNotification<ChannelFollowEvent> notification) {
			this.received.add("follow");
		}

	}

	static class Typed {

		final Received received = new Received();

		@EventListener
		void onFollow(EventSubNotification<ChannelFollowEvent> notification) {
			this.received.add(notification.getPayload().getUserLogin() + " "
					+ notification.getJson().path("new_field").asString(""));
		}

		@EventListener
		void onJson(EventSubNotification<JsonNode> notification) {
			this.received.add("json");
		}

	}

}
