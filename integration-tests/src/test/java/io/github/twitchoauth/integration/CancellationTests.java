package io.github.twitchoauth.integration;

import java.time.Duration;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever stops waiting stops the polling.
 */
class CancellationTests {

	private static final Duration INTERVAL = Duration.ofMillis(200);

	/**
	 * Time enough to cancel before the answer, and over before the polls are counted.
	 */
	private static final Duration LATE = INTERVAL.multipliedBy(10);

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private TestApplication application;

	@BeforeEach
	void setInterval() {
		this.twitch.setInterval(INTERVAL);
	}

	@Test
	void authorizeWhenCancelledThenStopsPolling() throws Exception {
		this.application = TestApplication.start(this.twitch.getBaseUrl());
		Disposable login = this.application.flow().authorize().subscribe();
		awaitRequests(Endpoint.DEVICE_TOKEN, 2);
		login.dispose();
		assertNoMorePolls();
	}

	@Test
	void authorizeWhenCancelledDuringDeviceRequestThenNeverPolls() throws Exception {
		this.application = TestApplication.start(this.twitch.getBaseUrl());
		this.twitch.on(Endpoint.DEVICE).respond(Fault.delay(LATE));
		Disposable login = this.application.flow().authorize().subscribe();
		awaitRequests(Endpoint.DEVICE, 1);
		login.dispose();
		assertNoMorePolls();
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN)).isZero();
		assertThat(this.application.events(DeviceCodeEvent.class)).isEmpty();
	}

	@Test
	void authorizeWhenCancelledAfterTokenWasIssuedThenKeepsIt() {
		this.application = TestApplication.start(this.twitch.getBaseUrl());
		this.twitch.on(Endpoint.VALIDATE).respond(Fault.delay(LATE));
		this.twitch.approveNext("twitchdev");
		Disposable login = this.application.flow().authorize().subscribe();
		awaitRequests(Endpoint.VALIDATE, 1);
		login.dispose();
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.application.storedToken("default")).isNotNull()
				.extracting(TwitchToken::login)
				.isEqualTo("twitchdev"));
	}

	private void awaitRequests(Endpoint endpoint, int count) {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> this.twitch.getRequestCount(endpoint) >= count);
	}

	private void assertNoMorePolls() throws Exception {
		Polls.assertNoMore(() -> this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN),
				LATE.plus(INTERVAL.multipliedBy(3)));
	}

}
