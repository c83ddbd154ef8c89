package io.github.twitchoauth.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Closing the application context stops everything at once.
 */
class ShutdownTests {

	private static final Duration INTERVAL = Duration.ofMillis(200);

	/**
	 * A second, and some more for a busy machine.
	 */
	private static final Duration AT_ONCE = Duration.ofSeconds(5);

	private final CountDownLatch end = new CountDownLatch(1);

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private TestApplication application;

	@BeforeEach
	void setInterval() {
		this.twitch.setInterval(INTERVAL);
	}

	@Test
	void closeWhenLoginIsPendingThenStopsAtOnce() throws Exception {
		this.application = TestApplication.start(this.twitch.getBaseUrl());
		CompletableFuture<TwitchToken> login = this.application.flow().authorize().toFuture();
		awaitPolls(2);
		assertClosesAtOnce(login);
	}

	@Test
	void closeWhenAutoStartedLoginIsPendingThenStopsAtOnce() throws Exception {
		this.application = TestApplication.start(this.twitch.getBaseUrl(), "twitch.oauth.auto-start=true");
		awaitPolls(2);
		assertClosesAtOnce(CompletableFuture.failedFuture(new TwitchOAuthException("is shutting down")));
	}

	@Test
	void closeWhenListenerBlocksForEverThenStopsAtOnce() throws Exception {
		this.application = TestApplication.start(this.twitch.getBaseUrl(), (event) -> blockForEver());
		CompletableFuture<TwitchToken> login = this.application.flow().authorize().toFuture();
		this.application.await(DeviceCodeEvent.class, 1);
		awaitPolls(1);
		assertClosesAtOnce(login);
		this.end.countDown();
	}

	@Test
	void closeWhenCalledByASubscriberOfARefreshThenStopsAtOnce() {
		this.application = TestApplication.start(this.twitch.getBaseUrl());
		this.twitch.approveNext("twitchdev");
		TwitchToken token = this.application.flow().authorize().block(TestApplication.PATIENCE);
		CompletableFuture<Duration> time = this.application.tokens()
			.refresh("default", token.accessToken())
			.map((refreshed) -> timeToClose())
			.toFuture();
		assertThat(time).succeedsWithin(TestApplication.PATIENCE)
			.satisfies((duration) -> assertThat(duration).isLessThan(AT_ONCE));
	}

	private Duration timeToClose() {
		Instant start = Instant.now();
		this.application.close();
		return Duration.between(start, Instant.now());
	}

	private void blockForEver() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void awaitPolls(int count) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.until(() -> this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN) >= count);
	}

	private void assertClosesAtOnce(CompletableFuture<TwitchToken> login) throws Exception {
		assertThat(timeToClose()).isLessThan(AT_ONCE);
		assertThat(login).failsWithin(AT_ONCE)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(TwitchOAuthException.class)
			.withMessageContaining("shutting down");
		assertNoMorePolls();
	}

	private void assertNoMorePolls() throws Exception {
		Polls.assertNoMore(() -> this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN), INTERVAL.multipliedBy(5));
	}

}
