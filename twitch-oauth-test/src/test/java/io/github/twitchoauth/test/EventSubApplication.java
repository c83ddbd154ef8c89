package io.github.twitchoauth.test;

import java.net.URI;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that wants to know who follows twitchdev.
 */
final class EventSubApplication {

	private final MockTwitch twitch;

	private final TestApplication application;

	private String token = "";

	EventSubApplication(MockTwitch twitch) {
		this.twitch = twitch;
		this.application = new TestApplication(twitch);
		logIn();
	}

	void logIn() {
		this.token = TestApplication.text(this.application.logIn("twitchdev", "moderator:read:followers"),
				"access_token");
	}

	EventSubClient connect(String query) {
		return EventSubClient.connect(URI.create(this.twitch.eventSub().getUri() + query));
	}

	String subscribe(EventSubClient client) {
		String sessionId = client.sessionId();
		subscribe(sessionId);
		return sessionId;
	}

	void subscribe(String sessionId) {
		String userId = this.twitch.getUserId("twitchdev");
		Map<String, String> condition = Map.of("broadcaster_user_id", userId, "moderator_user_id", userId);
		assertThat(this.application.subscribe(this.token, EventSubBody.of("channel.follow", "2", condition, sessionId))
			.statusCode()).isEqualTo(202);
	}

	List<String> statuses() {
		return this.twitch.eventSub().getSubscriptions().stream().map(EventSubSubscription::status).toList();
	}

	static String user(JsonNode notification) {
		return notification.at("/payload/event/user_login").asString();
	}

}
