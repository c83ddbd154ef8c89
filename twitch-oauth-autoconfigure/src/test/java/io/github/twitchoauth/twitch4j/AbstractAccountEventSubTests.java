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
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Blocking;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Gives an {@link AccountEventSub} messages and answers, in virtual time.
 */
abstract class AbstractAccountEventSubTests {

	static final TwitchToken TOKEN = token("access");

	static final Subscription RAID = new Subscription("channel.raid", "1", Map.of("from_broadcaster_user_id", "7"));

	final List<Sinks.Many<byte[]>> sockets = new ArrayList<>();

	final List<Sinks.One<String>> creations = new ArrayList<>();

	final List<TwitchOAuthEvent> events = new ArrayList<>();

	final List<String> delivered = new ArrayList<>();

	final Queue<Runnable> tasks = new ArrayDeque<>();

	final MapLeaseStorage storage = new MapLeaseStorage();

	AuthorizationLifecycle lifecycle;

	AccountEventSub account;

	private final TokenManager tokens = Mockito.mock();

	private final Clock clock = Mockito.mock();

	private VirtualTimeScheduler time;

	static TwitchToken token(String accessToken) {
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

	static Instant now() {
		return Instant.ofEpochMilli(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
	}

	AccountEventSub account(Leases leases) {
		EventSubReports reports = new EventSubReports(this, "bot",
				new EventDispatcher(List.of(this.events::add), this.lifecycle), new EventSubCounts(this.clock));
		SubscriptionRequest request = new SubscriptionRequest(EventSubTypes.get("channel.raid", null), RAID.condition(),
				"bot", "Test");
		NotificationDelivery delivery = new NotificationDelivery(this.tasks::add,
				new NotificationPublisher(reports, listeners()));
		return new AccountEventSub(reports, () -> List.of(request),
				new AccountSession(socket(), (unserved) -> leases.request("a", unserved), reports,
						new EventSubGap(this.clock, delivery::oldest)),
				endpoint(), new LoginCheck("bot", this.tokens), delivery);
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
		BDDMockito.given(listeners.isClosed()).willAnswer((call) -> this.lifecycle.isClosed());
		BDDMockito.willAnswer((call) -> {
			EventSubNotification<?> notification = call.getArgument(0);
			return this.delivered.add(notification.getMessageId());
		}).given(listeners).publish(ArgumentMatchers.any());
		return listeners;
	}

	Sinks.One<TwitchToken> check() {
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

	void welcome(String sessionId) {
		send("session_welcome", "welcome", "\"session\":{\"id\":\"" + sessionId + "\"}");
	}

	void raid(String id) {
		send("notification", id, subscription("enabled") + ",\"event\":{}");
	}

	void revoke(String status) {
		send("revocation", "revocation", subscription(status));
	}

	private static String subscription(String status) {
		return "\"subscription\":{\"id\":\"raid\",\"status\":\"" + status
				+ "\",\"type\":\"channel.raid\",\"version\":\"1\",\"condition\":{\"from_broadcaster_user_id\":\"7\"}}";
	}

	void subscribed() {
		this.creations.get(this.creations.size() - 1).tryEmitValue("raid");
	}

	void connect(String sessionId) {
		welcome(sessionId);
		subscribed();
	}

	void pass(int seconds) {
		this.time.advanceTimeBy(Duration.ofSeconds(seconds));
	}

	void deliver() {
		while (!this.tasks.isEmpty()) {
			this.tasks.remove().run();
		}
	}

	List<EventSubGapEvent> gaps() {
		return this.events.stream()
			.filter(EventSubGapEvent.class::isInstance)
			.map(EventSubGapEvent.class::cast)
			.toList();
	}

	void assertGap(Instant from, Instant to) {
		assertThat(gaps()).singleElement().satisfies((gap) -> {
			assertThat(gap.getFrom()).isEqualTo(from);
			assertThat(gap.getTo()).isEqualTo(to);
		});
	}

}
