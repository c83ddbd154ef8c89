package io.github.twitchoauth.twitch4j;

import java.time.Duration;

import com.github.twitch4j.eventsub.subscriptions.SubscriptionTypes;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of subscriptions that Twitch does not create, for some time or for good.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedSubscriptionTests extends AbstractClientTests {

	@Test
	void subscriptionWhenAGatewayRefusesItThenTriesAgain() {
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class)) {
			this.twitch.on(Endpoint.EVENTSUB_CREATE).next(1).respond(Fault.html(403));
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			this.twitch.eventSub().awaitSubscription("channel.follow", Duration.ofSeconds(20));
			assertThat(application.events(AuthorizationFailedEvent.class)).isEmpty();
		}
	}

	@Test
	void subscriptionWhenAnOutageLastsThenIsTriedLessAndLessOftenAndWarnedOfOnce(CapturedOutput output) {
		this.twitch.eventSub().setSubscribeWithin(Duration.ofSeconds(2));
		this.twitch.eventSub().setKeepaliveInterval(Duration.ofMillis(500));
		this.twitch.on(Endpoint.EVENTSUB_CREATE).next(1_000).respond(Fault.status(503));
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			Awaitility.await().during(Duration.ofSeconds(6)).atMost(Duration.ofSeconds(10)).until(() -> true);
			assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_CREATE)).isBetween(2L, 6L);
			assertThat(output.getAll().lines()).filteredOn((line) -> line.contains("could not be subscribed"))
				.singleElement()
				.asString()
				.contains("WARN", "channel.follow", "503");
			this.twitch.clearFaults();
			this.twitch.eventSub().awaitSubscription("channel.follow", ClientApplication.PATIENCE);
			ClientApplication.eventually(() -> assertThat(output).contains("} now"));
			assertThat(application.events(AuthorizationFailedEvent.class)).isEmpty();
		}
	}

	@Test
	void subscriptionWhenTheLimitOfTheAccountIsReachedThenTellsOnceAndTriesAgain() {
		this.twitch.on(Endpoint.EVENTSUB_CREATE).next(4).respond(Fault.status(429, "cost exceeded"));
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			this.twitch.eventSub().awaitSubscription("channel.follow", ClientApplication.PATIENCE);
			assertThat(application.events(AuthorizationFailedEvent.class)).singleElement()
				.satisfies((failed) -> assertThat(failed.getError()).hasMessageContaining("cost exceeded")
					.hasMessageContaining("trying again"));
		}
	}

	@Test
	void subscriptionWhenTheTokenIsThatOfAnotherClientThenTellsOnceAndDisconnects() {
		this.twitch.on(Endpoint.EVENTSUB_CREATE)
			.next(1)
			.respond(Fault.status(401, "Client ID and OAuth token do not match"));
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			assertThat(application.await(AuthorizationFailedEvent.class).getError())
				.hasMessageContaining("FollowGreeter")
				.hasMessageContaining("another client");
			ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isZero());
			assertThat(this.twitch.getRequestCount(Endpoint.EVENTSUB_CREATE)).isOne();
			assertThat(enabled()).isEmpty();
		}
	}

	@Test
	void subscriptionWhenTheLimitIsReachedAfterAnOutageThenTells() {
		this.twitch.on(Endpoint.EVENTSUB_CREATE).next(1).respond(Fault.status(503));
		this.twitch.on(Endpoint.EVENTSUB_CREATE).next(1_000).respond(Fault.status(429, "cost exceeded"));
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			assertThat(application.await(AuthorizationFailedEvent.class).getError())
				.hasMessageContaining("cost exceeded");
		}
	}

	@Test
	void subscribeWhenTheSameHasFailedAndWasDisposedThenTellsAgain() {
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			this.twitch.on(Endpoint.EVENTSUB_CREATE).next(1_000).respond(Fault.status(429, "cost exceeded"));
			Disposable first = application.client().subscribe(SubscriptionTypes.CHANNEL_RAID);
			application.await(AuthorizationFailedEvent.class);
			first.dispose();
			application.client().subscribe(SubscriptionTypes.CHANNEL_RAID);
			ClientApplication
				.eventually(() -> assertThat(application.events(AuthorizationFailedEvent.class)).hasSize(2));
		}
	}

}
