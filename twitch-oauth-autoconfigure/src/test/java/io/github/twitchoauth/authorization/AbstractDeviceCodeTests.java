package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Blocking;
import io.github.twitchoauth.lifecycle.BlockingThreads;
import io.github.twitchoauth.store.InMemoryTokenStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lets a {@link TwitchDeviceAuthFlow} poll a {@link ScriptedServer}, in virtual time.
 */
abstract class AbstractDeviceCodeTests {

	static final Duration LIMIT = Duration.ofSeconds(10);

	final List<TwitchOAuthEvent> events = new CopyOnWriteArrayList<>();

	final InMemoryTokenStore store = new InMemoryTokenStore();

	// Virtual time would not wait for what a real thread does in the store.
	final AuthorizationLifecycle lifecycle = new AuthorizationLifecycle(BlockingThreads.create("event-"), Runnable::run,
			BlockingThreads.create("request-"), new ScriptedServer.VirtualClock(), Blocking.REAL);

	VirtualTimeScheduler time;

	ScriptedServer server;

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.server = new ScriptedServer();
	}

	@AfterEach
	void tearDown() {
		this.lifecycle.close();
		VirtualTimeScheduler.reset();
	}

	static Mono<ClientResponse> retryAfter(int seconds) {
		return Mono
			.fromSupplier(() -> ScriptedServer.response(429).header("Retry-After", String.valueOf(seconds)).build());
	}

	void expectFailureEvent(Class<? extends Throwable> type) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.events.stream()
				.filter(AuthorizationFailedEvent.class::isInstance)
				.map((event) -> ((AuthorizationFailedEvent) event).getError().getClass())
				.collect(Collectors.toSet())).isEqualTo(Set.of(type)));
	}

	StepVerifier.Step<TwitchToken> authorize() {
		return StepVerifier.create(flow(false).authorize()).then(() -> this.time.advanceTimeBy(Duration.ofMinutes(20)));
	}

	TwitchDeviceAuthFlow flow(boolean renewExpiredCode) {
		return flow(renewExpiredCode, null);
	}

	TwitchDeviceAuthFlow flow(boolean renewExpiredCode, String expectedLogin) {
		Accounts accounts = new Accounts(new AccountSettings("default", new ClientCredentials("abc", null),
				Set.of("user:read:chat"), true, expectedLogin), List.of());
		return new Application(accounts,
				new AuthorizationSettings(Duration.ofSeconds(10), renewExpiredCode, true, Duration.ofHours(1),
						Duration.ofMinutes(1)),
				this.server.client(), this.store, this.events::add, this.lifecycle)
			.flow();
	}

}
