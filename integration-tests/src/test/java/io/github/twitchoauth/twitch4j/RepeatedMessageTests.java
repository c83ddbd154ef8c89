package io.github.twitchoauth.twitch4j;

import java.util.List;

import io.github.twitchoauth.event.EventSubRevokedEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.test.EventSubSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of messages that come again, or without anything that they could be about.
 */
class RepeatedMessageTests extends AbstractClientTests {

	private static final String NOTIFICATION = """
			{"metadata":{"message_id":"%s","message_type":"notification","message_timestamp":"2026-11-01T00:00:00Z"},
			"payload":{"subscription":{"id":"%s","type":"channel.follow","version":"2","status":"enabled","condition":{}},
			"event":{"user_id":"1","user_login":"%s","broadcaster_user_id":"2"}}}""";

	private static final String REVOCATION = """
			{"metadata":{"message_id":"%s","message_type":"revocation","message_timestamp":"2026-11-01T00:00:00Z"},
			"payload":{"subscription":{"id":"%s","type":"channel.follow","version":"2","status":"user_removed",
			"condition":{"broadcaster_user_id":"%s","moderator_user_id":"%s"}}}}""";

	private ClientApplication application;

	@BeforeEach
	void start() {
		this.application = ClientApplication.start(this.twitch, Received.Follows.class);
		this.application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	private Received received() {
		return this.application.bean(Received.Follows.class).received;
	}

	private EventSubSubscription subscription() {
		ClientApplication.eventually(() -> assertThat(enabled()).hasSize(1));
		return enabled().get(0);
	}

	private void revoke(String messageId, String subscriptionId) {
		String user = this.twitch.getUserId("twitchdev");
		this.twitch.eventSub().send(REVOCATION.formatted(messageId, subscriptionId, user, user));
	}

	private void assertFollowArrives(String follower) {
		this.twitch.eventSub().follow("twitchdev", follower);
		ClientApplication.eventually(() -> assertThat(received().lines()).contains("default: " + follower));
	}

	@Test
	void revocationWhenItComesAgainForTheSubscriptionBeforeThenTheNewOneStays() {
		String old = subscription().id();
		this.twitch.eventSub().revokeSubscriptions("user_removed");
		this.application.await(EventSubRevokedEvent.class);
		this.application.logIn("default", "twitchdev");
		EventSubSubscription created = subscription();
		ClientApplication
			.eventually(() -> assertThat(this.application.events(TwitchClientReadyEvent.class)).hasSize(2));

		revoke("another-message", old);

		assertFollowArrives("viewer");
		assertThat(this.application.events(EventSubRevokedEvent.class)).hasSize(1);
		assertThat(enabled()).containsExactly(created);
	}

	@Test
	void revocationWhenOfAnUnknownSubscriptionThenIsNoEvent() {
		EventSubSubscription created = subscription();
		revoke("a-message", "unknown");
		assertFollowArrives("viewer");
		assertThat(this.application.events(EventSubRevokedEvent.class)).isEmpty();
		assertThat(enabled()).containsExactly(created);
	}

	@Test
	void revocationWhenItsMessageComesTwiceThenIsOneEvent() {
		String id = subscription().id();
		revoke("the-same", id);
		revoke("the-same", id);
		this.application.await(EventSubRevokedEvent.class);
		ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isZero());
		assertThat(this.application.events(EventSubRevokedEvent.class)).hasSize(1);
	}

	@Test
	void notificationWhenItComesAgainAfterThousandsOfOthersThenIsDropped() {
		String id = subscription().id();
		this.twitch.eventSub().send(NOTIFICATION.formatted("the-same", id, "first"));
		for (int i = 0; i < 6_000; i++) {
			this.twitch.eventSub().send(NOTIFICATION.formatted("message-" + i, id, "other"));
		}
		this.twitch.eventSub().send(NOTIFICATION.formatted("the-same", id, "first"));
		this.twitch.eventSub().send(NOTIFICATION.formatted("last", id, "last"));
		ClientApplication.eventually(() -> assertThat(received().lines()).contains("default: last"));
		List<String> lines = received().lines();
		assertThat(lines).hasSize(6_002).filteredOn("default: first"::equals).hasSize(1);
	}

}
