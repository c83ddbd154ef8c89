package io.github.twitchoauth.test;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for what {@link MockEventSub} does with connections.
 */
class MockEventSubTests {

	private static final Duration SHORT = Duration.ofMillis(100);

	private static final Duration LONG = Duration.ofSeconds(30);

	private final MockTwitch twitch = MockTwitch.start();

	private final MockEventSub eventSub = this.twitch.eventSub();

	private final TestApplication application = new TestApplication(this.twitch);

	private final EventSubApplication follower = new EventSubApplication(this.twitch);

	@AfterEach
	void close() {
		this.twitch.close();
	}

	@Test
	void welcomeWhenConnectedThenHasDocumentedShape() {
		JsonNode welcome = this.follower.connect("").next();
		assertThat(welcome.propertyNames()).containsExactly("metadata", "payload");
		assertThat(welcome.get("metadata").propertyNames()).containsExactly("message_id", "message_type",
				"message_timestamp");
		assertThat(EventSubClient.type(welcome)).isEqualTo("session_welcome");
		assertThat(welcome.at("/metadata/message_timestamp").asString())
			.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z");
		JsonNode session = welcome.at("/payload/session");
		assertThat(session.propertyNames()).containsExactlyInAnyOrder("id", "status", "connected_at",
				"keepalive_timeout_seconds", "reconnect_url");
		assertThat(session.get("status").asString()).isEqualTo("connected");
		assertThat(session.get("reconnect_url").isNull()).isTrue();
		EventSubSession known = this.eventSub.awaitSession(LONG);
		assertThat(session.get("id").asString()).isEqualTo(known.id());
		assertThat(session.get("connected_at").asString()).isEqualTo(EventSubMessages.timestamp(known.connectedAt()));
	}

	@ParameterizedTest
	@CsvSource({ "'',10", "?keepalive_timeout_seconds=30,30", "?keepalive_timeout_seconds=600,600",
			"?keepalive_timeout_seconds=1,10", "?keepalive_timeout_seconds=-5,10", "?keepalive_timeout_seconds=601,600",
			"?keepalive_timeout_seconds=soon,10" })
	void welcomeWhenKeepaliveTimeoutIsAskedForThenWithinBounds(String query, int seconds) {
		JsonNode welcome = this.follower.connect(query).next();
		assertThat(welcome.at("/payload/session/keepalive_timeout_seconds").asInt()).isEqualTo(seconds);
		assertThat(this.eventSub.getSessions()).singleElement()
			.satisfies((session) -> assertThat(session.keepaliveTimeout()).hasSeconds(seconds));
	}

	@Test
	void keepaliveWhenNothingHappensThenComesAgainAndAgain() {
		this.eventSub.setKeepaliveInterval(SHORT);
		EventSubClient client = this.follower.connect("");
		assertThat(client.next().at("/payload/session/keepalive_timeout_seconds").asInt()).isEqualTo(1);
		JsonNode keepalive = client.next();
		assertThat(keepalive.get("metadata").propertyNames()).containsExactly("message_id", "message_type",
				"message_timestamp");
		assertThat(EventSubClient.type(keepalive)).isEqualTo("session_keepalive");
		assertThat(keepalive.get("payload").isEmpty()).isTrue();
		assertThat(EventSubClient.type(client.next())).isEqualTo("session_keepalive");
	}

	@Test
	void keepaliveWhenEventsAreSentThenWaits() {
		this.eventSub.setKeepaliveInterval(Duration.ofSeconds(3));
		EventSubClient client = this.follower.connect("");
		this.follower.subscribe(client);
		this.eventSub.follow("twitchdev", "viewer");
		client.next("notification");
		Awaitility.await()
			.pollInterval(SHORT)
			.during(Duration.ofSeconds(4))
			.atMost(LONG)
			.until(() -> this.eventSub.follow("twitchdev", "viewer") == 1);
		this.eventSub.follow("twitchdev", "last");
		JsonNode message = client.next();
		while (!EventSubApplication.user(message).equals("last")) {
			assertThat(EventSubClient.type(message)).isEqualTo("notification");
			message = client.next();
		}
		assertThat(EventSubClient.type(client.next())).isEqualTo("session_keepalive");
	}

	@Test
	void stopKeepalivesWhenCalledThenSessionIsSilentAndNextOneIsNot() {
		this.eventSub.setKeepaliveInterval(SHORT);
		EventSubClient silent = this.follower.connect("");
		silent.next("session_welcome");
		this.eventSub.stopKeepalives();
		EventSubClient other = this.follower.connect("");
		other.next("session_keepalive");
		while (silent.poll() != null) {
			assertThat(silent.isOpen()).isTrue();
		}
		other.next("session_keepalive");
		other.next("session_keepalive");
		assertThat(silent.poll()).isNull();
		assertThat(silent.isOpen()).isTrue();
	}

	@Test
	void closeWhenClientSendsThenInboundTraffic() {
		EventSubClient client = this.follower.connect("");
		this.follower.subscribe(client);
		client.send("hello");
		assertThat(client.awaitEnd()).isEqualTo("4001 client sent inbound traffic");
		assertThat(this.follower.statuses()).containsExactly("websocket_received_inbound_traffic");
	}

	@Test
	void closeWhenPingIsNotAnsweredThenFailedPingPong() {
		this.eventSub.setPingInterval(Duration.ofSeconds(2));
		EventSubClient client = EventSubClient.connectAsleep(this.eventSub.getUri());
		this.follower.subscribe(this.eventSub.awaitSession(LONG).id());
		Awaitility.await().atMost(LONG).until(() -> this.follower.statuses().contains("websocket_failed_ping_pong"));
		client.wakeUp();
		assertThat(client.awaitEnd()).isEqualTo("4002 client failed ping-pong");
	}

	@Test
	void closeWhenPingsAreAnsweredThenStaysOpen() {
		this.eventSub.setPingInterval(Duration.ofSeconds(2));
		this.eventSub.setKeepaliveInterval(Duration.ofSeconds(1));
		EventSubClient client = this.follower.connect("");
		for (int i = 0; i < 5; i++) {
			client.next("session_keepalive");
		}
		assertThat(client.isOpen()).isTrue();
	}

	@Test
	void closeWhenNobodySubscribesThenConnectionUnused() {
		this.eventSub.setSubscribeWithin(Duration.ofSeconds(4));
		EventSubClient used = this.follower.connect("");
		this.follower.subscribe(used);
		EventSubClient unused = this.follower.connect("");
		assertThat(unused.awaitEnd()).isEqualTo("4003 connection unused");
		assertThat(this.eventSub.getSessions()).hasSize(1);
		assertThat(used.isOpen()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "4000,internal server error,websocket_internal_error",
			"4005,network timeout,websocket_network_timeout", "4006,network error,websocket_network_error",
			"1012,'',websocket_disconnected" })
	void closeConnectionsWhenCalledThenHasCodeAndStatus(int code, String reason, String status) {
		EventSubClient client = this.follower.connect("");
		this.follower.subscribe(client);
		assertThat(this.eventSub.closeConnections(code)).isEqualTo(1);
		assertThat(client.awaitEnd()).isEqualTo(code + " " + reason);
		assertThat(this.follower.statuses()).containsExactly(status);
		assertThatIllegalArgumentException().isThrownBy(() -> this.eventSub.closeConnections(7));
	}

	@Test
	void dropConnectionsWhenCalledThenNoCloseFrameAndSubscriptionsAreDead() {
		EventSubClient client = this.follower.connect("");
		this.follower.subscribe(client);
		assertThat(this.eventSub.dropConnections()).isEqualTo(1);
		assertThat(client.awaitEnd()).isEqualTo("error");
		assertThat(this.follower.statuses()).containsExactly("websocket_disconnected");
		assertThat(this.eventSub.follow("twitchdev", "viewer")).isZero();
		Awaitility.await().atMost(LONG).until(() -> this.eventSub.getConnectionCount() == 0);
	}

	@Test
	void subscriptionsWhenClientClosesThenDisconnected() {
		EventSubClient client = this.follower.connect("");
		this.follower.subscribe(client);
		client.close();
		Awaitility.await().atMost(LONG).until(() -> this.follower.statuses().contains("websocket_disconnected"));
		assertThat(this.eventSub.getSubscriptions().get(0).disconnectedAt()).isNotNull();
		assertThat(this.eventSub.getSessions()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "user_removed", "authorization_revoked", "version_removed" })
	void revokeSubscriptionsWhenCalledThenClientIsTold(String status) {
		EventSubClient client = this.follower.connect("");
		this.follower.subscribe(client);
		assertThat(this.eventSub.revokeSubscriptions(status)).isEqualTo(1);
		JsonNode revocation = client.next("revocation");
		assertThat(revocation.at("/metadata/subscription_type").asString()).isEqualTo("channel.follow");
		assertThat(revocation.at("/metadata/subscription_version").asString()).isEqualTo("2");
		assertThat(revocation.get("payload").propertyNames()).containsExactly("subscription");
		assertThat(revocation.at("/payload/subscription/status").asString()).isEqualTo(status);
		assertThat(this.follower.statuses()).containsExactly(status);
		assertThat(this.eventSub.follow("twitchdev", "viewer")).isZero();
		assertThat(this.eventSub.revokeSubscriptions(status)).isZero();
		assertThat(client.isOpen()).isTrue();
	}

	@Test
	void disconnectWhenCalledThenRevokesSubscriptionsOfThatUserOnly() {
		EventSubClient client = this.follower.connect("");
		this.follower.subscribe(client);
		EventSubClient other = this.follower.connect("");
		String token = TestApplication.text(this.application.logIn("other", ""), "access_token");
		this.application.subscribe(token,
				EventSubBody.of("stream.online", "1", Map.of("broadcaster_user_id", "1"), other.sessionId()));
		this.twitch.disconnect("twitchdev");
		assertThat(client.next("revocation").at("/payload/subscription/status").asString())
			.isEqualTo("authorization_revoked");
		assertThat(this.follower.statuses()).containsExactly("authorization_revoked", "enabled");
	}

	@Test
	void refreshWhenTokenIsSpentThenRevokesSubscriptionsUntilNextLogin() {
		EventSubClient client = this.follower.connect("");
		this.follower.subscribe(client);
		String refreshToken = TestApplication.text(this.application.logIn("twitchdev", ""), "refresh_token");
		this.application.refresh(refreshToken);
		assertThat(this.follower.statuses()).containsExactly("enabled");
		this.application.refresh(refreshToken);
		client.next("revocation");
		this.follower.logIn();
		this.follower.subscribe(this.eventSub.getSessions().get(0).id());
		this.application.refresh(refreshToken);
		assertThat(this.follower.statuses()).containsExactly("authorization_revoked", "enabled");
	}

	@Test
	void resetWhenCalledThenNothingIsLeft() {
		EventSubClient client = this.follower.connect("");
		this.follower.subscribe(client);
		this.twitch.reset();
		assertThat(client.awaitEnd()).isEqualTo("error");
		assertThat(this.eventSub.getSubscriptions()).isEmpty();
		assertThat(this.eventSub.getSessions()).isEmpty();
		assertThat(this.eventSub.duplicateNotifications()).isZero();
	}

	@Test
	void closeWhenConnectedThenConnectionEnds() {
		EventSubClient client = this.follower.connect("");
		client.next("session_welcome");
		this.twitch.close();
		assertThat(client.awaitEnd()).isIn("error", "1006 ");
	}

	@Test
	void awaitWhenNothingComesThenFails() {
		assertThatIllegalStateException().isThrownBy(() -> this.eventSub.awaitSession(SHORT))
			.withMessage("Nobody has connected to EventSub within PT0.1S");
		assertThatIllegalStateException().isThrownBy(() -> this.eventSub.awaitSubscription("channel.follow", SHORT))
			.withMessage("Nobody has subscribed to channel.follow within PT0.1S");
	}

	@Test
	void awaitSubscriptionWhenItComesThenDescribesIt() {
		EventSubClient client = this.follower.connect("");
		String sessionId = this.follower.subscribe(client);
		EventSubSubscription subscription = this.eventSub.awaitSubscription("channel.follow", LONG);
		assertThat(subscription.sessionId()).isEqualTo(sessionId);
		assertThat(subscription.login()).isEqualTo("twitchdev");
		assertThat(subscription.clientId()).isEqualTo("test-client");
		assertThat(subscription.disconnectedAt()).isNull();
	}

	@Test
	void getConnectionDetailsWhenAskedThenLeadsToEventSub() {
		URI uri = this.twitch.getConnectionDetails().getEventSubUri();
		assertThat(uri).isEqualTo(this.eventSub.getUri());
		assertThat(uri.getPort()).isNotEqualTo(this.twitch.getPort());
		EventSubClient.connect(uri).next("session_welcome");
	}

}
