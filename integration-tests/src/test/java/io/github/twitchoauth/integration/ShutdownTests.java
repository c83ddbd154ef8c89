package io.github.twitchoauth.integration;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

	// The server has used the code up, so this answer holds the only token.
	@Test
	void closeWhenTheAnswerToAPollIsOnItsWayThenItsTokenIsStored(@TempDir Path directory) {
		CountDownLatch answered = new CountDownLatch(1);
		CountDownLatch closing = new CountDownLatch(1);
		this.twitch.approveNext("twitchdev");
		String[] store = { "twitch.oauth.token-store.type=file",
				"twitch.oauth.token-store.file.path=" + directory.resolve("tokens.json") };
		try (ScriptedServer proxy = ScriptedServer.inFrontOf(this.twitch.getBaseUrl())) {
			proxy.script("/oauth2/token", 1, (socket, answer) -> {
				byte[] bytes = answer.fetch();
				answered.countDown();
				await(closing);
				socket.getOutputStream().write(bytes);
			});
			this.application = TestApplication.start(proxy.getBaseUrl(), store);
			this.application.flow().authorize().onErrorComplete().subscribe();
			await(answered);
			AuthorizationLifecycle lifecycle = this.application.bean(AuthorizationLifecycle.class);
			CompletableFuture<Void> close = CompletableFuture.runAsync(this.application::close);
			Awaitility.await().pollInterval(Duration.ofMillis(10)).until(lifecycle::isClosed);
			closing.countDown();
			assertThat(close).succeedsWithin(TestApplication.PATIENCE);
		}
		this.application = TestApplication.start(this.twitch.getBaseUrl(), store);
		assertThat(this.application.tokens().getToken().block(TestApplication.PATIENCE).login()).isEqualTo("twitchdev");
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isOne();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(TestApplication.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
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
