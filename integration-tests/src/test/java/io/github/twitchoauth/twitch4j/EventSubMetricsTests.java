package io.github.twitchoauth.twitch4j;

import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.test.MockTwitch;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application with metrics measures of EventSub, over a real WebSocket.
 */
class EventSubMetricsTests {

	private MockTwitch twitch;

	private ClientApplication application;

	private MeterRegistry registry;

	@BeforeEach
	void start() {
		this.twitch = MockTwitch.start();
		this.application = ClientApplication.start(this.twitch, FollowGreeter.class);
		this.registry = this.application.bean(MeterRegistry.class);
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.twitch.close();
	}

	@Test
	void metersWhenSomebodyFollowsAndTheConnectionIsLostThenTellOfBoth() {
		assertThat(gauge("twitch.eventsub.connections")).isZero();
		this.application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
		assertThat(gauge("twitch.eventsub.connections")).isEqualTo(1);
		assertThat(gauge("twitch.eventsub.subscriptions")).isEqualTo(1);
		this.twitch.eventSub().follow("twitchdev", "viewer");
		ClientApplication.eventually(() -> assertThat(notifications("channel.follow")).isEqualTo(1));
		assertThat(notifications("other")).isZero();
		FunctionTimer delay = this.registry.get("twitch.eventsub.delay").functionTimer();
		assertThat(delay.count()).isEqualTo(1);
		this.twitch.eventSub().requestReconnect();
		ClientApplication.eventually(() -> assertThat(reconnects("requested")).isEqualTo(1));
		this.twitch.eventSub().dropConnections();
		ClientApplication.eventually(() -> assertThat(reconnects("lost")).isPositive());
		ClientApplication.eventually(() -> assertThat(gauge("twitch.eventsub.subscriptions")).isEqualTo(1));
	}

	private double gauge(String name) {
		return this.registry.get(name).gauge().value();
	}

	private double notifications(String type) {
		return this.registry.get("twitch.eventsub.notifications").tag("type", type).functionCounter().count();
	}

	private double reconnects(String reason) {
		return this.registry.get("twitch.eventsub.reconnects").tag("reason", reason).functionCounter().count();
	}

}
