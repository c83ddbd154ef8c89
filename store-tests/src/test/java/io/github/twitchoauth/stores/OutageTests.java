package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server with tokens and leases goes away for longer than a lease lasts, and comes
 * back.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(600)
@Tag("long")
class OutageTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final Duration LEASE = Duration.ofSeconds(Boolean.getBoolean("soak") ? 15 : 5);

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	private final List<Node> nodes = new ArrayList<>();

	@AutoClose
	private StormStore store;

	@BeforeEach
	void setUp() {
		Awaitility.setDefaultTimeout(SOON);
		this.twitch.setInterval(Duration.ofSeconds(1));
	}

	@AfterEach
	void stop() {
		this.nodes.forEach(Node::close);
		Awaitility.reset();
	}

	static Stream<Named<Supplier<StormStore>>> stores() {
		return Stream.of(Named.of("PostgreSQL", PostgresStormStore::start), Named.of("Redis", RedisStormStore::start));
	}

	@ParameterizedTest
	@MethodSource("stores")
	void crashWhenANodePollsThenTheSameCodeCanBeApprovedMeanwhile(Supplier<StormStore> server) {
		start(server);
		String code = this.twitch.awaitUserCode(SOON);
		this.nodes.forEach((node) -> assertThat(node.await(DeviceCodeEvent.class).getUserCode()).isEqualTo(code));
		Awaitility.await().until(() -> this.twitch.getPollCount(code) > 0);
		this.store.crash();
		awaitEndOfLease();
		this.twitch.approve(code, "twitchdev");
		this.store.restart();
		this.nodes.forEach((node) -> node.await(AuthenticatedEvent.class));
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isOne();
		this.twitch.assertNoMisuse();
	}

	@ParameterizedTest
	@MethodSource("stores")
	void crashWhenANodeIsConnectedThenOneIsAfterwardsAndNothingComesTwice(Supplier<StormStore> server) {
		logIn(server);
		awaitFollower("before");
		this.store.crash();
		awaitEndOfLease();
		assertThat(this.twitch.eventSub().getConnectionCount()).as("connections without a lease").isZero();
		this.store.restart();
		awaitFollower("after");
		awaitEndOfLease();
		assertThat(this.twitch.eventSub().getConnectionCount()).isOne();
		assertThat(this.nodes.stream().flatMap((node) -> node.followers().stream())).doesNotHaveDuplicates();
		this.twitch.assertNoMisuse();
	}

	@ParameterizedTest
	@MethodSource("stores")
	void crashWhenTheTokenExpiresThenItIsRefreshedOnceAfterwards(Supplier<StormStore> server) {
		logIn(server);
		TwitchToken old = token(this.nodes.get(0));
		this.store.crash();
		assertThat(token(this.nodes.get(0))).as("the living token").isEqualTo(old);
		this.twitch.expireAccessTokens();
		this.nodes.forEach((node) -> node.bean(TokenManager.class)
			.refresh(TokenManager.DEFAULT_ACCOUNT, old.accessToken())
			.onErrorComplete()
			.subscribe());
		awaitEndOfLease();
		assertThat(this.twitch.getRequestCount(Endpoint.REFRESH)).as("presented meanwhile").isZero();
		this.store.restart();
		this.nodes.forEach((node) -> Awaitility.await()
			.ignoreExceptions()
			.until(() -> !node.bean(TokenManager.class)
				.refresh(TokenManager.DEFAULT_ACCOUNT, old.accessToken())
				.block(SOON)
				.equals(old)));
		assertThat(token(this.nodes.get(0))).isEqualTo(token(this.nodes.get(1)));
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isOne();
		assertThat(this.twitch.getRequestCount(Endpoint.REFRESH)).isOne();
		assertThat(this.twitch.getReplays()).isEmpty();
	}

	private static TwitchToken token(Node node) {
		return node.bean(TokenManager.class).getToken().block(SOON);
	}

	// A node notices within a fifteenth of the lease that it is over.
	private static void awaitEndOfLease() {
		Awaitility.await().pollDelay(LEASE.multipliedBy(6).dividedBy(5)).until(() -> true);
	}

	private void logIn(Supplier<StormStore> server) {
		this.twitch.setInterval(Duration.ofMillis(50));
		this.twitch.approveNext("twitchdev");
		start(server);
		this.nodes.forEach((node) -> node.await(AuthenticatedEvent.class));
	}

	private void start(Supplier<StormStore> server) {
		this.store = server.get();
		List<String> properties = new ArrayList<>(this.store.properties(this.store.port()));
		properties.add("twitch.oauth.cluster.lease=" + LEASE);
		properties.add("twitch.oauth.request-timeout=5s");
		for (int i = 0; i < 2; i++) {
			this.nodes.add(Node.start(this.twitch, properties));
		}
	}

	// Users follow again and again until somebody hears of one.
	private void awaitFollower(String name) {
		int[] count = { 0 };
		Awaitility.await(name).pollInterval(Duration.ofMillis(100)).until(() -> {
			this.twitch.eventSub().follow("twitchdev", name + "_" + count[0]++);
			return this.nodes.stream()
				.flatMap((node) -> node.followers().stream())
				.anyMatch((follower) -> follower.startsWith(name));
		});
	}

}
