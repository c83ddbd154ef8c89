package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.github.twitch4j.eventsub.subscriptions.SubscriptionTypes;
import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.EventSubSubscription;
import io.github.twitchoauth.test.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests of what accounts are subscribed to.
 */
@ExtendWith(OutputCaptureExtension.class)
class SubscriptionTests extends AbstractClientTests {

	@Test
	void loginWhenTwoAccountsThenEachHasItsConnectionAndListenersLearnWhichItIs() {
		try (ClientApplication application = ClientApplication.start(this.twitch, Received.Follows.class,
				"twitch.oauth.accounts.second.auto-start=false")) {
			application.logIn("default", "twitchdev").logIn("second", "streamer");
			ClientApplication.eventually(() -> assertThat(application.events(TwitchClientReadyEvent.class))
				.extracting(TwitchClientReadyEvent::getAccount)
				.containsExactlyInAnyOrder("default", "second"));
			assertThat(this.twitch.eventSub().getConnectionCount()).isEqualTo(2);
			this.twitch.eventSub().follow("twitchdev", "viewer");
			this.twitch.eventSub().follow("streamer", "viewer");
			Received received = application.bean(Received.Follows.class).received;
			received.await("default: viewer", "second: viewer");
			this.twitch.disconnect("streamer");
			ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isOne());
			this.twitch.eventSub().follow("twitchdev", "another");
			received.await("default: viewer", "second: viewer", "default: another");
			application.client().forAccount("default").sendMessage("Hello");
			assertThat(this.twitch.chat().getMessages()).hasSize(1);
		}
	}

	@Test
	void loginWhenOneAccountAsksForTheScopeThenOthersNeedNot(CapturedOutput output) {
		try (ClientApplication application = ClientApplication.start(this.twitch, Received.Follows.class,
				"twitch.oauth.scopes=user:write:chat",
				"twitch.oauth.accounts.streamer.scopes=moderator:read:followers")) {
			application.logIn("default", "bot").logIn("streamer", "streamer");
			ClientApplication.eventually(() -> assertThat(application.events(TwitchClientReadyEvent.class)).hasSize(2));
			assertThat(enabled()).extracting(EventSubSubscription::login).containsExactly("streamer");
			assertThat(application.events(AuthorizationFailedEvent.class)).isEmpty();
			assertThat(output).doesNotContain("will get no events");
		}
	}

	@Test
	void followWhenTheBotIsAnotherAccountThenItGreetsInTheChannelOfTheEvent() {
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class,
				"twitch.oauth.scopes=user:write:chat",
				"twitch.oauth.accounts.streamer.scopes=moderator:read:followers")) {
			application.logIn("default", "bot").logIn("streamer", "streamer");
			this.twitch.eventSub().awaitSubscription("channel.follow", ClientApplication.PATIENCE);
			assertThat(this.twitch.eventSub().follow("streamer", "viewer")).isOne();
			assertThat(this.twitch.chat().awaitMessages(1, ClientApplication.PATIENCE)).singleElement()
				.satisfies((message) -> {
					assertThat(message.sender()).isEqualTo("bot");
					assertThat(message.broadcaster()).isEqualTo("streamer");
				});
		}
	}

	@Test
	void startWhenAScopeIsMissingThenNamesItWithTheListenerAndTwitchIsNotAsked(CapturedOutput output) {
		try (ClientApplication application = ClientApplication.start(this.twitch, Received.Follows.class,
				"twitch.oauth.scopes=user:write:chat")) {
			assertThat(output).contains("Received.Follows.onFollow(ChannelFollowEvent) will get no events")
				.contains("moderator:read:followers");
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			AuthorizationFailedEvent failed = application.await(AuthorizationFailedEvent.class);
			assertThat(failed.getError()).isInstanceOf(MissingScopeException.class)
				.hasMessageContaining("Received.Follows.onFollow")
				.hasMessageContaining("moderator:read:followers");
			assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_CREATE)).isZero();
			assertThat(this.twitch.eventSub().getConnectionCount()).isZero();
		}
	}

	private Disposable online(ClientApplication application) {
		String id = this.twitch.getUserId("streamer");
		return application.client().subscribe(SubscriptionTypes.STREAM_ONLINE, (b) -> b.broadcasterUserId(id).build());
	}

	@Test
	void readyWhenSomebodySubscribesMeanwhileThenTheFirstOnesAreThere() {
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class)) {
			this.twitch.on(Endpoint.EVENTSUB_CREATE).next(1).respond(Fault.delay(Duration.ofSeconds(1)));
			application.logIn("default", "twitchdev");
			ClientApplication
				.eventually(() -> assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_CREATE)).isPositive());
			online(application);
			application.await(TwitchClientReadyEvent.class);
			assertThat(enabled()).extracting(EventSubSubscription::type).contains("channel.follow");
		}
	}

	@Test
	void loginWhenBeansAreLazyThenConnectsAllTheSame() {
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class,
				"spring.main.lazy-initialization=true")) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			assertThat(application.client().getCredential().getAccessToken()).isNotEmpty();
		}
	}

	@Test
	void subscriptionWhenTwitchRefusesItThenTellsOnceAndDisconnects() {
		try (ClientApplication application = ClientApplication.start(this.twitch, Received.Follows.class,
				"twitch.oauth.twitch4j.auto-subscribe=false",
				"twitch.oauth.twitch4j.subscriptions[0].type=channel.follow",
				"twitch.oauth.twitch4j.subscriptions[0].condition.broadcaster-user-id=1")) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			AuthorizationFailedEvent failed = application.await(AuthorizationFailedEvent.class);
			assertThat(failed.getError()).hasMessageContaining("twitch.oauth.twitch4j.subscriptions[0]")
				.hasMessageContaining("subscription missing proper authorization");
			ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isZero());
			assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_CREATE)).isOne();
		}
	}

	@Test
	void propertiesWhenSubscriptionsAreListedThenConditionsAreCompleted() {
		try (ClientApplication application = ClientApplication.start(this.twitch, Received.Streams.class,
				"twitch.oauth.twitch4j.auto-subscribe=false",
				"twitch.oauth.twitch4j.subscriptions[0].type=channel.chat.message",
				"twitch.oauth.twitch4j.subscriptions[0].condition.broadcaster_user_id=4711",
				"twitch.oauth.twitch4j.subscriptions[1].type=channel.raid",
				"twitch.oauth.twitch4j.subscriptions[1].condition.from-broadcaster-user-id=4712",
				"twitch.oauth.twitch4j.subscriptions[2].type=channel.follow",
				"twitch.oauth.twitch4j.subscriptions[2].account=other")) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			assertThat(enabled()).extracting(EventSubSubscription::type, (each) -> each.condition().toString())
				.containsExactlyInAnyOrder(
						tuple("channel.chat.message",
								"{broadcaster_user_id=4711, user_id=" + this.twitch.getUserId("twitchdev") + "}"),
						tuple("channel.raid", "{from_broadcaster_user_id=4712}"));
		}
	}

	@Test
	void subscribeWhenCalledFromCodeThenHoldsUntilDisposed() {
		try (ClientApplication application = ClientApplication.start(this.twitch, Received.Streams.class,
				"twitch.oauth.twitch4j.auto-subscribe=false")) {
			String streamer = this.twitch.getUserId("streamer");
			Disposable before = application.client().subscribe(SubscriptionTypes.CHANNEL_RAID);
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			Disposable after = application.client()
				.subscribe(SubscriptionTypes.STREAM_ONLINE, (builder) -> builder.broadcasterUserId(streamer).build());
			this.twitch.eventSub().awaitSubscription("stream.online", ClientApplication.PATIENCE);
			this.twitch.eventSub().streamOnline("streamer");
			this.twitch.eventSub().raid("streamer", "twitchdev", 7);
			application.bean(Received.Streams.class).received.await("online streamer", "raid streamer 7");
			after.dispose();
			ClientApplication.eventually(
					() -> assertThat(enabled()).extracting(EventSubSubscription::type).containsExactly("channel.raid"));
			before.dispose();
			ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isZero());
		}
	}

	@Test
	void subscribeWhenCalledAtTheMomentOfTheLoginThenHolds() {
		try (ClientApplication application = ClientApplication.start(this.twitch, Object.class)) {
			List<Thread> callers = IntStream.range(0, 10)
				.mapToObj((i) -> new Thread(() -> application.client()
					.subscribe(SubscriptionTypes.STREAM_ONLINE,
							(builder) -> builder.broadcasterUserId(this.twitch.getUserId("streamer-" + i)).build())))
				.toList();
			callers.subList(0, 5).forEach(Thread::start);
			application.logIn("default", "twitchdev");
			callers.subList(5, 10).forEach(Thread::start);
			ClientApplication.eventually(() -> assertThat(enabled()).hasSize(10));
		}
	}

	@Test
	void propertiesWhenAnAccountIsNotConfiguredThenWarns(CapturedOutput output) {
		try (ClientApplication application = ClientApplication.start(this.twitch, Object.class,
				"twitch.oauth.twitch4j.subscriptions[0].type=channel.raid",
				"twitch.oauth.twitch4j.subscriptions[1].type=channel.raid",
				"twitch.oauth.twitch4j.subscriptions[1].account=streemer")) {
			assertThat(output).contains("subscriptions[1].account: account 'streemer' is not one of")
				.doesNotContain("subscriptions[0].account");
			application.logIn("streemer", "streamer").await(TwitchClientReadyEvent.class);
			assertThat(enabled()).extracting(EventSubSubscription::login).containsExactly("streamer");
		}
	}

	@Test
	void loginWhenListenersAreOfAllKindsThenEachIsFoundAlsoIfItComesLater(CapturedOutput output) {
		try (ClientApplication application = ClientApplication.start(this.twitch, ListenerKinds.class,
				"twitch.oauth.scopes=" + ListenerKinds.SCOPES)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			application.add(new ListenerKinds.Late());
			ClientApplication.eventually(() -> assertThat(enabled()).extracting(EventSubSubscription::type)
				.containsExactlyInAnyOrder(ListenerKinds.TYPES));
			assertThat(application.events(AuthorizationFailedEvent.class)).isEmpty();
			assertThat(output).doesNotContain("will get no events");
		}
	}

	@Test
	void startWhenNobodyCanSubscribeToWhatIsListenedToThenWarns(CapturedOutput output) {
		try (ClientApplication application = ClientApplication.start(this.twitch, ListenerKinds.Unheard.class)) {
			assertThat(output).contains("ListenerKinds.Unheard.onUpdate(ChannelUpdateEvent) will get no events")
				.contains("ChannelUpdateV2Event")
				.contains("ListenerKinds.Unheard.onRevocation(UserAuthorizationRevokeEvent) will get no events");
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_CREATE)).isZero();
		}
	}

	@Test
	void listenerWhenAnotherOneThrowsThenHearsAllTheSame() {
		try (ClientApplication application = ClientApplication.start(this.twitch, Received.OneThrows.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			this.twitch.eventSub().follow("twitchdev", "viewer");
			application.bean(Received.OneThrows.class).received.await("first", "viewer");
		}
	}

	@Test
	void listenersWhenOneTakesItsTimeThenEventsStayInOrderAndOthersDoNotWait() {
		try (ClientApplication application = ClientApplication.start(this.twitch, Received.SlowChat.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			for (int i = 1; i <= 5; i++) {
				this.twitch.eventSub().chat("twitchdev", "viewer", String.valueOf(i));
			}
			this.twitch.eventSub().follow("twitchdev", "viewer");
			Received received = application.bean(Received.SlowChat.class).received;
			ClientApplication
				.eventually(() -> assertThat(received.lines()).containsSubsequence("1", "2", "3", "4", "5"));
			assertThat(received.lines()).hasSize(6).startsWith("follow");
		}
	}

	@Test
	void loginWhenEventsAreNotPublishedThenDoesNotConnectAndChatWorks() {
		try (ClientApplication application = ClientApplication.start(this.twitch, Received.Follows.class,
				"twitch.oauth.publish-events=false")) {
			application.logIn("default", "twitchdev").client().sendMessage("Hello");
			assertThat(this.twitch.chat().getMessages()).hasSize(1);
			assertThat(this.twitch.eventSub().getConnectionCount()).isZero();
		}
	}

	@Test
	void subscribeWhenEachKnownTypeThenTwitchTakesIt() {
		String scopes = String.join(",",
				EventSubTypes.all()
					.stream()
					.flatMap((type) -> type.missingScopes(List.of()).stream())
					.sorted()
					.distinct()
					.toList());
		try (ClientApplication application = ClientApplication.start(this.twitch, Object.class,
				"twitch.oauth.scopes=" + scopes)) {
			EventSubTypes.all()
				.forEach((type) -> application.bean(EventSub.class)
					.subscribe("default", type.name(), type.version(), Map.of(), "Test"));
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			assertThat(enabled()).hasSize(EventSubTypes.all().size()).hasSizeGreaterThan(70);
			assertThat(application.events(AuthorizationFailedEvent.class)).isEmpty();
		}
	}

}
