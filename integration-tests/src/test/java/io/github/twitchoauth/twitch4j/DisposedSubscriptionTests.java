package io.github.twitchoauth.twitch4j;

import java.time.Duration;

import com.github.twitch4j.eventsub.subscriptions.SubscriptionTypes;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.EventSubSubscription;
import io.github.twitchoauth.test.Fault;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of subscriptions that are ended by the application.
 */
class DisposedSubscriptionTests extends AbstractClientTests {

	private Disposable online(ClientApplication application) {
		String id = this.twitch.getUserId("streamer");
		return application.client().subscribe(SubscriptionTypes.STREAM_ONLINE, (b) -> b.broadcasterUserId(id).build());
	}

	private void assertOnlineIsSubscribed(boolean expected) {
		Awaitility.await()
			.during(Duration.ofMillis(700))
			.atMost(ClientApplication.PATIENCE)
			.untilAsserted(() -> assertThat(enabled()).extracting(EventSubSubscription::type)
				.filteredOn("stream.online"::equals)
				.hasSize(expected ? 1 : 0));
	}

	@Test
	void disposeWhenAListenerWantsTheSameThenItKeepsIt() {
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class)) {
			Disposable subscription = application.client().subscribe(SubscriptionTypes.CHANNEL_FOLLOW_V2);
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			subscription.dispose();
			this.twitch.eventSub().follow("twitchdev", "viewer");
			ClientApplication.eventually(() -> assertThat(this.twitch.chat().getMessages()).hasSize(1));
			assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_DELETE)).isZero();
		}
	}

	@Test
	void subscribeWhenTheSameIsBeingDeletedThenIsCreatedAfterwards() {
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			Disposable first = online(application);
			this.twitch.eventSub().awaitSubscription("stream.online", ClientApplication.PATIENCE);
			this.twitch.on(Endpoint.EVENTSUB_DELETE).next(1).respond(Fault.status(503));
			first.dispose();
			online(application);
			ClientApplication
				.eventually(() -> assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_CREATE)).isEqualTo(3));
			assertOnlineIsSubscribed(true);
		}
	}

	@Test
	void disposeWhenTheAnswerToTheCreationWasLostThenIsDeleted() {
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			this.twitch.on(Endpoint.EVENTSUB_CREATE).next(1).respond(Fault.lostAnswer(502));
			Disposable subscription = online(application);
			ClientApplication
				.eventually(() -> assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_LIST)).isPositive());
			assertOnlineIsSubscribed(true);
			subscription.dispose();
			assertOnlineIsSubscribed(false);
		}
	}

	@Test
	void disposeWhenCalledTwiceThenAnotherWhoWantsTheSameKeepsIt() {
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class)) {
			Disposable first = online(application);
			Disposable second = online(application);
			first.dispose();
			first.dispose();
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			assertOnlineIsSubscribed(true);
			assertThat(first.isDisposed()).isTrue();
			assertThat(second.isDisposed()).isFalse();
			second.dispose();
			assertOnlineIsSubscribed(false);
		}
	}

	@Test
	void disposeWhenItIsBeingCreatedThenItIsDeleted() {
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			this.twitch.on(Endpoint.EVENTSUB_CREATE).next(1).respond(Fault.delay(Duration.ofMillis(500)));
			application.client().subscribe(SubscriptionTypes.CHANNEL_RAID).dispose();
			ClientApplication
				.eventually(() -> assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_DELETE)).isOne());
			ClientApplication.eventually(() -> assertThat(enabled()).extracting(EventSubSubscription::type)
				.containsExactly("channel.follow"));
		}
	}

}
