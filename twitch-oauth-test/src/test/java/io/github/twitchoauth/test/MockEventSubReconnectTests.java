package io.github.twitchoauth.test;

import java.net.URI;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MockEventSub#requestReconnect()}.
 */
class MockEventSubReconnectTests {

	private static final Duration SHORT = Duration.ofMillis(100);

	private static final Duration LONG = Duration.ofSeconds(30);

	private final MockTwitch twitch = MockTwitch.start();

	private final MockEventSub eventSub = this.twitch.eventSub();

	private final EventSubApplication follower = new EventSubApplication(this.twitch);

	@AfterEach
	void close() {
		this.twitch.close();
	}

	@Test
	void requestReconnectWhenClientMovesThenSessionGoesOn() {
		EventSubClient old = this.follower.connect("");
		String sessionId = this.follower.subscribe(old);
		assertThat(this.eventSub.requestReconnect()).isEqualTo(1);
		JsonNode session = old.next("session_reconnect").at("/payload/session");
		assertThat(session.get("id").asString()).isEqualTo(sessionId);
		assertThat(session.get("status").asString()).isEqualTo("reconnecting");
		assertThat(session.get("keepalive_timeout_seconds").isNull()).isTrue();
		assertThat(session.has("connected_at")).isTrue();
		assertThat(this.eventSub.follow("twitchdev", "early")).isEqualTo(1);
		assertThat(EventSubApplication.user(old.next("notification"))).isEqualTo("early");
		EventSubClient moved = EventSubClient.connect(URI.create(session.get("reconnect_url").asString()));
		assertThat(moved.sessionId()).isEqualTo(sessionId);
		assertThat(this.eventSub.getConnectionCount()).isEqualTo(2);
		assertThat(this.eventSub.follow("twitchdev", "late")).isEqualTo(1);
		assertThat(EventSubApplication.user(moved.next("notification"))).isEqualTo("late");
		old.close();
		Awaitility.await().atMost(LONG).until(() -> this.eventSub.getConnectionCount() == 1);
		assertThat(old.poll()).isNull();
		assertThat(this.eventSub.getSessions()).extracting(EventSubSession::id).containsExactly(sessionId);
		assertThat(this.follower.statuses()).containsExactly("enabled");
	}

	@Test
	void requestReconnectWhenOldConnectionIsLeftOpenThenGraceTimeExpiresForItAlone() {
		this.eventSub.setReconnectWithin(Duration.ofSeconds(4));
		EventSubClient old = this.follower.connect("");
		this.follower.subscribe(old);
		EventSubClient moved = follow(old);
		moved.next("session_welcome");
		assertThat(old.awaitEnd()).isEqualTo("4004 reconnect grace time expired");
		assertThat(moved.isOpen()).isTrue();
		assertThat(this.follower.statuses()).containsExactly("enabled");
	}

	@Test
	void requestReconnectWhenClientStaysThenGraceTimeExpires() {
		this.eventSub.setReconnectWithin(SHORT);
		EventSubClient client = this.follower.connect("");
		this.follower.subscribe(client);
		this.eventSub.requestReconnect();
		assertThat(client.awaitEnd()).isEqualTo("4004 reconnect grace time expired");
		assertThat(this.follower.statuses()).containsExactly("websocket_failed_to_reconnect");
		assertThat(this.eventSub.getSessions()).isEmpty();
	}

	@Test
	void requestReconnectWhenOldConnectionClosesFirstThenSessionWaits() {
		EventSubClient old = this.follower.connect("");
		this.follower.subscribe(old);
		this.eventSub.requestReconnect();
		String url = old.next("session_reconnect").at("/payload/session/reconnect_url").asString();
		old.close();
		Awaitility.await().atMost(LONG).until(() -> this.eventSub.getConnectionCount() == 0);
		EventSubClient moved = EventSubClient.connect(URI.create(url));
		moved.next("session_welcome");
		assertThat(this.eventSub.follow("twitchdev", "viewer")).isEqualTo(1);
		assertThat(EventSubApplication.user(moved.next("notification"))).isEqualTo("viewer");
	}

	@Test
	void connectWhenReconnectUrlIsWrongOrUsedThenInvalidReconnect() {
		assertThat(this.follower.connect("?challenge=made-up&id=1").awaitEnd()).isEqualTo("4007 invalid reconnect");
		EventSubClient old = this.follower.connect("");
		this.follower.subscribe(old);
		this.eventSub.requestReconnect();
		URI url = URI.create(old.next("session_reconnect").at("/payload/session/reconnect_url").asString());
		EventSubClient.connect(url).next("session_welcome");
		assertThat(EventSubClient.connect(url).awaitEnd()).isEqualTo("4007 invalid reconnect");
	}

	private EventSubClient follow(EventSubClient client) {
		this.eventSub.requestReconnect();
		return EventSubClient
			.connect(URI.create(client.next("session_reconnect").at("/payload/session/reconnect_url").asString()));
	}

}
