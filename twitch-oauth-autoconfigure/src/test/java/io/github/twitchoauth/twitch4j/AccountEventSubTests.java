package io.github.twitchoauth.twitch4j;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.cluster.Leases;
import io.github.twitchoauth.cluster.MapLeaseStorage;
import io.github.twitchoauth.event.EventSubGapEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Blocking;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccountEventSub}, on virtual time.
 */
class AccountEventSubTests {

	private static final TwitchToken TOKEN = token("access");

	private static final Subscription RAID = new Subscription("channel.raid", "1",
			Map.of("from_broadcaster_user_id", "7"));

	private final List<Sinks.Many<byte[]>> sockets = new ArrayList<>();

	private final List<Sinks.One<String>> creations = new ArrayList<>();

	private final List<TwitchOAuthEvent> events = new ArrayList<>();

	private final List<String> delivered = new ArrayList<>();

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final MapLeaseStorage storage = new MapLeaseStorage();

	private final TokenManager tokens = Mockito.mock();

	private final Clock clock = Mockito.mock();

	private VirtualTimeScheduler time;

	private AuthorizationLifecycle lifecycle;

	private AccountEventSub account;

	private static TwitchToken token(String accessToken) {
		return new TwitchToken(accessToken, "refresh", Set.of(), null, "42", "bot");
	}

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
		BDDMockito.given(this.clock.instant()).willAnswer((call) -> now());
		this.lifecycle = new AuthorizationLifecycle(Runnable::run, Runnable::run, Runnable::run, this.clock,
				Blocking.REAL);
		this.account = account(Leases.ofOneProcess());
	}

	@AfterEach
	void tearDown() {
		this.account.dispose();
		this.lifecycle.close();
		VirtualTimeScheduler.reset();
	}

	private static Instant now() {
		return Instant.ofEpochMilli(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
	}

	private AccountEventSub account(Leases leases) {
		EventSubReports reports = new EventSubReports(this, "bot",
				new EventDispatcher(List.of(this.events::add), this.lifecycle), new EventSubCounts(this.clock));
		SubscriptionRequest request = new SubscriptionRequest(EventSubTypes.get("channel.raid", null), RAID.condition(),
				"bot", "Test");
		return new AccountEventSub(reports, () -> List.of(request),
				new AccountSession(socket(), () -> leases.request("a"), reports, new EventSubGap(this.clock)),
				endpoint(), new LoginCheck("bot", this.tokens),
				new NotificationDelivery(this.tasks::add, new NotificationPublisher(reports, listeners())));
	}

	private EventSubSocket socket() {
		EventSubSocket socket = Mockito.mock();
		BDDMockito.given(socket.uri()).willReturn(URI.create("wss://eventsub.example.com/ws"));
		BDDMockito.given(socket.open(ArgumentMatchers.any())).willAnswer((call) -> {
			this.sockets.add(Sinks.many().multicast().directBestEffort());
			return this.sockets.get(this.sockets.size() - 1).asFlux();
		});
		return socket;
	}

	private SubscriptionEndpoint endpoint() {
		SubscriptionEndpoint endpoint = Mockito.mock();
		BDDMockito.given(endpoint.create(ArgumentMatchers.any(), ArgumentMatchers.any())).willAnswer((call) -> {
			this.creations.add(Sinks.one());
			return this.creations.get(this.creations.size() - 1).asMono();
		});
		return endpoint;
	}

	private EventSubListeners listeners() {
		EventSubListeners listeners = Mockito.mock();
		BDDMockito.given(listeners.clock()).willReturn(this.clock);
		BDDMockito.willAnswer((call) -> {
			EventSubNotification<?> notification = call.getArgument(0);
			return this.delivered.add(notification.getMessageId());
		}).given(listeners).publish(ArgumentMatchers.any());
		return listeners;
	}

	private Sinks.One<TwitchToken> check() {
		Sinks.One<TwitchToken> check = Sinks.one();
		BDDMockito.given(this.tokens.getToken("bot")).willReturn(Mono.just(TOKEN));
		BDDMockito.given(this.tokens.refresh("bot", "access")).willReturn(check.asMono());
		return check;
	}

	private void send(String type, @Nullable String id, String payload) {
		String json = "{\"metadata\":{\"message_id\":\"" + id + "\",\"message_type\":\"" + type
				+ "\",\"message_timestamp\":\"" + now() + "\"},\"payload\":{" + payload + "}}";
		this.sockets.get(this.sockets.size() - 1).tryEmitNext(json.getBytes(StandardCharsets.UTF_8));
	}

	private void welcome(String sessionId) {
		send("session_welcome", "welcome", "\"session\":{\"id\":\"" + sessionId + "\"}");
	}

	private void raid(String id) {
		send("notification", id, subscription("enabled") + ",\"event\":{}");
	}

	private void revoke(String status) {
		send("revocation", "revocation", subscription(status));
	}

	private static String subscription(String status) {
		return "\"subscription\":{\"id\":\"raid\",\"status\":\"" + status
				+ "\",\"type\":\"channel.raid\",\"version\":\"1\",\"condition\":{\"from_broadcaster_user_id\":\"7\"}}";
	}

	private void subscribed() {
		this.creations.get(this.creations.size() - 1).tryEmitValue("raid");
	}

	private void connect(String sessionId) {
		welcome(sessionId);
		subscribed();
	}

	private void pass(int seconds) {
		this.time.advanceTimeBy(Duration.ofSeconds(seconds));
	}

	private void deliver() {
		while (!this.tasks.isEmpty()) {
			this.tasks.remove().run();
		}
	}

	private List<EventSubGapEvent> gaps() {
		return this.events.stream()
			.filter(EventSubGapEvent.class::isInstance)
			.map(EventSubGapEvent.class::cast)
			.toList();
	}

	private void assertGap(Instant from, Instant to) {
		assertThat(gaps()).singleElement().satisfies((gap) -> {
			assertThat(gap.getFrom()).isEqualTo(from);
			assertThat(gap.getTo()).isEqualTo(to);
		});
	}

	@Test
	void startWhenLoggedInAgainThenWhatWaitsIsDeliveredAndTheGapIsTold() {
		this.account.start(TOKEN);
		connect("one");
		pass(5);
		raid("waiting");
		Instant from = now();
		pass(2);
		this.account.start(token("another"));
		pass(1);
		connect("two");
		assertGap(from, now());
		raid("later");
		deliver();
		assertThat(this.delivered).containsExactly("waiting", "later");
	}

	@Test
	void revokedWhenTheLoginIsAliveThenWhatWaitsIsDeliveredAndTheGapIsTold() {
		Sinks.One<TwitchToken> check = check();
		this.account.start(TOKEN);
		connect("one");
		pass(5);
		raid("waiting");
		revoke("authorization_revoked");
		Instant from = now();
		assertThat(this.account.isConnected()).isFalse();
		pass(30);
		check.tryEmitValue(token("new"));
		connect("two");
		assertGap(from, now());
		deliver();
		assertThat(this.delivered).containsExactly("waiting");
	}

	@Test
	void revokedWhenItOvertakesTheAnswerThenTheLoginIsChecked() {
		Sinks.One<TwitchToken> check = check();
		this.account.start(TOKEN);
		welcome("one");
		revoke("authorization_revoked");
		subscribed();
		assertThat(this.events).hasAtLeastOneElementOfType(TwitchClientReadyEvent.class);
		check.tryEmitValue(token("new"));
		connect("two");
		assertThat(this.account.subscriptionCount()).isOne();
	}

	@Test
	void tenureWhenItLapsesThenWhatHasWaitedIsDroppedAndTold() {
		this.account = account(Leases.sharedThrough(this.storage, Duration.ofSeconds(15), this.lifecycle));
		this.account.start(TOKEN);
		connect("one");
		pass(1);
		raid("waiting");
		Instant from = now();
		pass(1);
		raid("waiting, too");
		this.storage.giveToAnother("a");
		pass(10);
		assertThat(this.account.isConnected()).isFalse();
		deliver();
		assertThat(this.delivered).isEmpty();
		assertGap(from, now());
	}

	@Test
	void stopWhenEventsWaitThenTheyAreDroppedAndTold() {
		this.account.start(TOKEN);
		connect("one");
		raid("waiting");
		Instant from = now();
		pass(3);
		this.account.stop();
		deliver();
		assertThat(this.delivered).isEmpty();
		assertGap(from, now());
	}

	@Test
	void connectionWhenItIsLostBeforeAMessageThenTheGapBeginsWhenSubscribed() {
		this.account.start(TOKEN);
		connect("one");
		Instant from = now();
		pass(8);
		this.sockets.get(0).tryEmitError(new EventSubClosedException(4000, ""));
		pass(1);
		connect("two");
		assertGap(from, now());
	}

	@Test
	void tenureWhenItEndsBeforeAGapIsClosedThenItIsTold() {
		this.account.start(TOKEN);
		connect("one");
		Instant from = now();
		pass(8);
		this.sockets.get(0).tryEmitError(new EventSubClosedException(4000, ""));
		pass(60);
		this.account.stop();
		assertGap(from, now());
	}

	@Test
	void tenureWhenItBeginsWhileTheLoginIsCheckedThenNothingIsConnected() {
		check();
		this.account = account(Leases.sharedThrough(this.storage, Duration.ofSeconds(15), this.lifecycle));
		this.account.start(TOKEN);
		connect("one");
		revoke("authorization_revoked");
		this.storage.giveToAnother("a");
		pass(10);
		this.storage.release(List.of("a"), "another");
		pass(10);
		assertThat(this.storage.take(List.of("a"), "another", Duration.ofSeconds(15))).isEmpty();
		assertThat(this.sockets).hasSize(1);
	}

	@Test
	void sessionWhenNothingCanBeCreatedThenTheGapIsToldWhenSomethingIs() {
		this.account.start(TOKEN);
		connect("one");
		Instant from = now();
		pass(8);
		this.sockets.get(0).tryEmitError(new EventSubClosedException(4000, ""));
		pass(1);
		welcome("two");
		this.creations.get(1).tryEmitError(new IllegalStateException("503"));
		assertThat(gaps()).isEmpty();
		pass(1);
		subscribed();
		assertGap(from, now());
	}

}
