package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.List;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.EventSubRevokedEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.test.ChatMessage;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.EventSubSession;
import io.github.twitchoauth.test.EventSubSubscription;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application that greets followers, over a real WebSocket.
 */
class EventSubTests {

	private MockTwitch twitch;

	private ClientApplication application;

	@BeforeEach
	void start() {
		this.twitch = MockTwitch.start();
		this.application = ClientApplication.start(this.twitch, FollowGreeter.class);
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.twitch.assertNoMisuse();
		assertThat(this.twitch.getReplays()).isEmpty();
		this.twitch.close();
	}

	private void ready() {
		this.application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
	}

	private List<EventSubSubscription> enabled() {
		return this.twitch.eventSub().getSubscriptions().stream().filter(EventSubSubscription::isEnabled).toList();
	}

	private void awaitAnotherSession(EventSubSession old) {
		ClientApplication.eventually(() -> assertThat(enabled()).extracting(EventSubSubscription::sessionId)
			.isNotEmpty()
			.doesNotContain(old.id()));
	}

	private void assertFollowerIsGreetedOnce(String follower) {
		assertThat(this.twitch.eventSub().follow("twitchdev", follower)).isOne();
		String greeting = follower + " has followed the channel!";
		ClientApplication.eventually(() -> assertThat(this.twitch.chat().getMessages()).extracting(ChatMessage::text)
			.anyMatch((text) -> text.equalsIgnoreCase(greeting)));
		assertThat(this.application.bean(FollowGreeter.class).followers())
			.filteredOn((name) -> name.equalsIgnoreCase(follower))
			.hasSize(1);
	}

	@Test
	void loginWhenSomebodyListensThenSubscribesInTheNewestVersionAndGreets() {
		ready();
		assertThat(enabled()).singleElement().satisfies((subscription) -> {
			String userId = this.twitch.getUserId("twitchdev");
			assertThat(subscription.type()).isEqualTo("channel.follow");
			assertThat(subscription.version()).isEqualTo("2");
			assertThat(subscription.condition()).containsEntry("broadcaster_user_id", userId)
				.containsEntry("moderator_user_id", userId);
		});
		assertThat(this.application.events()).hasExactlyElementsOfTypes(DeviceCodeEvent.class, AuthenticatedEvent.class,
				TwitchClientReadyEvent.class);
		assertFollowerIsGreetedOnce("viewer");
		assertThat(this.twitch.chat().getMessages()).singleElement().satisfies((message) -> {
			assertThat(message.broadcaster()).isEqualTo("twitchdev");
			assertThat(message.sender()).isEqualTo("twitchdev");
		});
	}

	@Test
	void refreshWhenConnectedThenTheSocketStaysAndTheNewTokenIsUsed() {
		ready();
		EventSubSession session = this.twitch.eventSub().awaitSession(ClientApplication.PATIENCE);
		String before = this.application.client().getCredential().getAccessToken();
		this.twitch.expireAccessTokens();

		assertFollowerIsGreetedOnce("viewer");

		this.application.await(TokenRefreshedEvent.class);
		TwitchToken now = this.application.bean(TokenManager.class).getToken().block(ClientApplication.PATIENCE);
		assertThat(this.twitch.getRefreshCount()).isOne();
		assertThat(this.application.client().getCredential().getAccessToken()).isEqualTo(now.accessToken())
			.isNotEqualTo(before);
		assertThat(this.twitch.eventSub().getSessions()).containsExactly(session);
		assertFollowerIsGreetedOnce("another");
		assertThat(this.application.events(TwitchClientReadyEvent.class)).hasSize(1);
	}

	@Test
	void reconnectMessageWhenReceivedThenTheSessionGoesOnElsewhere() {
		ready();
		EventSubSession session = this.twitch.eventSub().awaitSession(ClientApplication.PATIENCE);
		List<EventSubSubscription> before = enabled();
		assertThat(this.twitch.eventSub().requestReconnect()).isOne();
		ClientApplication.eventually(() -> {
			assertThat(this.twitch.eventSub().getConnectionCount()).isOne();
			assertThat(this.twitch.eventSub().getSessions()).singleElement().satisfies((now) -> {
				assertThat(now.id()).isEqualTo(session.id());
				assertThat(now.connectedAt()).isAfter(session.connectedAt());
			});
		});
		assertThat(enabled()).isEqualTo(before);
		assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_CREATE)).isOne();
		assertFollowerIsGreetedOnce("viewer");
	}

	@Test
	void socketWhenCutThenConnectsAgainAndSubscribesOnce() {
		ready();
		EventSubSession session = this.twitch.eventSub().awaitSession(ClientApplication.PATIENCE);
		assertThat(this.twitch.eventSub().dropConnections()).isOne();
		awaitAnotherSession(session);
		assertThat(enabled()).hasSize(1);
		assertFollowerIsGreetedOnce("viewer");
		assertThat(this.application.events(TwitchClientReadyEvent.class)).hasSize(1);
	}

	@Test
	void socketWhenClosedByTwitchThenConnectsAgainAndSubscribesOnce() {
		ready();
		EventSubSession session = this.twitch.eventSub().awaitSession(ClientApplication.PATIENCE);
		assertThat(this.twitch.eventSub().closeConnections(4000)).isOne();
		awaitAnotherSession(session);
		assertThat(enabled()).hasSize(1);
		assertFollowerIsGreetedOnce("viewer");
	}

	@Test
	void keepaliveWhenLostThenConnectsAgainAndSubscribesOnce() {
		this.twitch.eventSub().setKeepaliveInterval(Duration.ofMillis(200));
		ready();
		EventSubSession session = this.twitch.eventSub().awaitSession(ClientApplication.PATIENCE);
		// Of the next connection, which is to stay.
		this.twitch.eventSub().setKeepaliveInterval(ClientApplication.PATIENCE);
		this.twitch.eventSub().stopKeepalives();
		awaitAnotherSession(session);
		ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isOne());
		assertThat(enabled()).hasSize(1);
		assertFollowerIsGreetedOnce("viewer");
	}

	@Test
	void pingWhenSentThenIsAnswered() {
		this.twitch.eventSub().setPingInterval(Duration.ofSeconds(2));
		ready();
		EventSubSession session = this.twitch.eventSub().awaitSession(ClientApplication.PATIENCE);
		Awaitility.await()
			.atMost(ClientApplication.PATIENCE)
			.during(Duration.ofMillis(4_500))
			.until(() -> this.twitch.eventSub().getSessions().equals(List.of(session)));
	}

	@Test
	void notificationWhenSentAgainThenIsDropped() {
		ready();
		assertFollowerIsGreetedOnce("viewer");
		assertThat(this.twitch.eventSub().duplicateNotifications()).isOne();
		assertFollowerIsGreetedOnce("another");
		assertThat(this.application.bean(FollowGreeter.class).followers()).hasSize(2);
	}

	@Test
	void notificationWhenSentAgainAfterAReconnectThenIsDropped() {
		ready();
		EventSubSession session = this.twitch.eventSub().awaitSession(ClientApplication.PATIENCE);
		assertFollowerIsGreetedOnce("viewer");
		this.twitch.eventSub().requestReconnect();
		ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getSessions()).singleElement()
			.satisfies((now) -> assertThat(now.connectedAt()).isAfter(session.connectedAt())));
		assertThat(this.twitch.eventSub().duplicateNotifications()).isOne();
		assertFollowerIsGreetedOnce("another");
		assertThat(this.application.bean(FollowGreeter.class).followers()).hasSize(2);
	}

	@Test
	void subscriptionWhenRevokedThenTellsAndDoesNotSubscribeAgain() {
		ready();
		assertThat(this.twitch.eventSub().revokeSubscriptions("moderator_removed")).isOne();
		EventSubRevokedEvent revoked = this.application.await(EventSubRevokedEvent.class);
		assertThat(revoked.getType()).isEqualTo("channel.follow");
		assertThat(revoked.getStatus()).isEqualTo("moderator_removed");
		assertThat(revoked.getCondition()).containsEntry("broadcaster_user_id", this.twitch.getUserId("twitchdev"));
		ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isZero());
		assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_CREATE)).isOne();
		assertThat(this.application.events(AuthorizationLostEvent.class)).isEmpty();
	}

	@Test
	void loginWhenLostThenDisconnectsAndStartsAgainAfterTheNextOne() {
		ready();
		this.twitch.disconnect("twitchdev");
		this.application.await(AuthorizationLostEvent.class);
		ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isZero());
		assertThat(this.application.client().getCredential().getAccessToken()).isEmpty();

		this.application.logIn("default", "twitchdev");

		ClientApplication
			.eventually(() -> assertThat(this.application.events(TwitchClientReadyEvent.class)).hasSize(2));
		assertThat(enabled()).hasSize(1);
		assertFollowerIsGreetedOnce("viewer");
	}

	@Test
	void loginWhenForgottenThenDisconnects() {
		ready();
		this.application.bean(TokenManager.class).forget("default").block(ClientApplication.PATIENCE);
		this.application.await(LoggedOutEvent.class);
		assertThat(this.application.events(AuthorizationLostEvent.class)).isEmpty();
		ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isZero());
	}

	@Test
	void subscriptionWhenTwitchHasAnOutageThenIsTriedAgain() {
		this.twitch.on(Endpoint.EVENTSUB_CREATE).next(1).respond(Fault.status(503));
		ready();
		this.twitch.eventSub().awaitSubscription("channel.follow", ClientApplication.PATIENCE);
		assertFollowerIsGreetedOnce("viewer");
	}

	@Test
	void threadsWhenConnectedThenNoneOfThemKeepsTheJvmAlive() {
		ready();
		assertFollowerIsGreetedOnce("viewer");
		this.application.client().getHelix().getUsers(null, null, null).execute();
		// A moment later: what is under way keeps it alive.
		ClientApplication
			.eventually(() -> assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> !thread.isDaemon())
				.extracting(Thread::getName)
				.noneMatch((name) -> name.matches("(?i).*(hystrix|rx|reactor|twitch|eventsub|okhttp).*")));
	}

	@Test
	void closeWhenConnectedThenIsDoneWithinASecond() {
		// Once more if the machine was busy.
		ClientApplication.eventually(() -> assertThat(timeToClose()).isLessThan(Duration.ofSeconds(1)));
		ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isZero());
	}

	private Duration timeToClose() {
		ready();
		long before = System.nanoTime();
		this.application.close();
		Duration time = Duration.ofNanos(System.nanoTime() - before);
		this.application = ClientApplication.start(this.twitch, FollowGreeter.class);
		return time;
	}

}
