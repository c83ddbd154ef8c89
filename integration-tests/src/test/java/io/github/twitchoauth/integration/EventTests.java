package io.github.twitchoauth.integration;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What listeners may do, and when they are called.
 */
@ExtendWith(OutputCaptureExtension.class)
class EventTests {

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private TestApplication application;

	@Test
	void listenerWhenBlockingThenGetsItsAnswer() {
		CompletableFuture<DeviceCode> answer = new CompletableFuture<>();
		CompletableFuture<Boolean> nonBlocking = new CompletableFuture<>();
		start((event) -> {
			if (event instanceof DeviceCodeEvent && event.getAccount().equals("default")) {
				nonBlocking.complete(Schedulers.isInNonBlockingThread());
				answer.complete(flow("x").getDeviceCode().block(TestApplication.PATIENCE));
			}
		});
		this.application.flow().getDeviceCode().block(TestApplication.PATIENCE);
		assertThat(answer).succeedsWithin(TestApplication.PATIENCE);
		assertThat(nonBlocking).isCompletedWithValue(false);
		assertThat(this.application.await(DeviceCodeEvent.class, 2)).extracting(TwitchOAuthEvent::getAccount)
			.containsExactly("default", "x");
		assertThat(this.application.events(DeviceCodeEvent.class).get(1).getDeviceCode()).isEqualTo(answer.join());
	}

	@Test
	void listenerWhenTokenIsThereThenItIsStored() {
		Map<String, TwitchToken> stored = new ConcurrentHashMap<>();
		start((event) -> {
			if (event instanceof AuthenticatedEvent) {
				stored.put(event.getAccount(), this.application.storedToken(event.getAccount()));
			}
		}, "test.slow-store=true");
		TwitchToken token = logIn("a").join();
		Awaitility.await().until(() -> !stored.isEmpty());
		assertThat(stored).isEqualTo(Map.of("a", token));
		assertThat(this.application.events(AuthenticatedEvent.class).get(0).isRestored()).isFalse();
	}

	@Test
	void loginWhenTheApplicationAsksForItThenIsInTheLog(CapturedOutput output) {
		start((event) -> {
		});
		TwitchToken token = logIn("a").join();
		assertThat(output).containsOnlyOnce("Account 'a' is logged in as '" + token.login() + "'");
	}

	@Test
	void listenerWhenSlowThenGetsEventsOfAccountInOrder() {
		CountDownLatch authenticated = new CountDownLatch(1);
		start((event) -> {
			if (event instanceof DeviceCodeEvent) {
				await(authenticated);
			}
		});
		CompletableFuture<TwitchToken> login = logIn("a");
		assertThat(login).succeedsWithin(TestApplication.PATIENCE);
		this.application.flow()
			.forAccount("a")
			.pollForAuthorization("unknown", ofMillis(300), ofMillis(100))
			.onErrorComplete()
			.block(TestApplication.PATIENCE);
		assertThat(this.application.await(TwitchOAuthEvent.class, 1)).hasSize(1);
		authenticated.countDown();
		this.application.await(AuthorizationFailedEvent.class, 1);
		assertThat(this.application.events(TwitchOAuthEvent.class)).hasExactlyElementsOfTypes(DeviceCodeEvent.class,
				AuthenticatedEvent.class, AuthorizationFailedEvent.class);
	}

	@Test
	void listenerWhenThrowingThenLoginGoesOn() {
		start((event) -> {
			throw new AssertionError("listener's own error");
		});
		assertThat(logIn("a")).succeedsWithin(TestApplication.PATIENCE);
		assertThat(this.application.await(TwitchOAuthEvent.class, 2)).hasExactlyElementsOfTypes(DeviceCodeEvent.class,
				AuthenticatedEvent.class);
	}

	@Test
	void listenerWhenHangingThenOtherAccountsAndLoginGoOn() {
		CountDownLatch end = new CountDownLatch(1);
		start((event) -> {
			if (event.getAccount().equals("a")) {
				await(end);
			}
		});
		assertThat(logIn("a")).succeedsWithin(TestApplication.PATIENCE);
		assertThat(logIn("b")).succeedsWithin(TestApplication.PATIENCE);
		assertThat(this.application.await(TwitchOAuthEvent.class, 3)).extracting(TwitchOAuthEvent::getAccount)
			.containsExactlyInAnyOrder("a", "b", "b");
		end.countDown();
		this.application.await(AuthenticatedEvent.class, 2);
	}

	@Test
	void publishEventsWhenOffThenBoxIsPrintedAndNothingPublished(CapturedOutput output) {
		start((event) -> {
		}, "twitch.oauth.publish-events=false", "twitch.oauth.console.enabled=true",
				"twitch.oauth.console.run-time-accounts=true");
		TwitchToken token = logIn("a").join();
		assertThat(token.login()).isEqualTo("twitchdev");
		Awaitility.await().untilAsserted(() -> assertThat(output.getOut()).contains("Logged in as twitchdev"));
		assertThat(output.getOut()).contains(this.twitch.getBaseUrl() + "/activate?");
		assertThat(this.application.events(TwitchOAuthEvent.class)).isEmpty();
	}

	@Test
	void consoleWhenOffThenNoBoxAndEventsPublished(CapturedOutput output) {
		start((event) -> {
		});
		logIn("a").join();
		assertThat(this.application.await(TwitchOAuthEvent.class, 2)).hasSize(2);
		assertThat(output.getOut()).doesNotContain("/activate?", "Logged in as");
	}

	private void start(Consumer<TwitchOAuthEvent> listener, String... properties) {
		this.twitch.setInterval(ofMillis(100));
		this.application = TestApplication.start(this.twitch.getBaseUrl(), listener, properties);
	}

	private DeviceAuthFlow flow(String account) {
		return this.application.flow().forAccount(account);
	}

	private CompletableFuture<TwitchToken> logIn(String account) {
		this.twitch.approveNext("twitchdev");
		return flow(account).authorize().toFuture().orTimeout(TestApplication.PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Duration ofMillis(long millis) {
		return Duration.ofMillis(millis);
	}

}
