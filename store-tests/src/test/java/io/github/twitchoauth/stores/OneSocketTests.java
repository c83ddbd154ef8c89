package io.github.twitchoauth.stores;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.EventSubGapEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several nodes have one connection to EventSub between them.
 */
@Timeout(180)
class OneSocketTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	private final List<Node> nodes = new CopyOnWriteArrayList<>();

	@BeforeEach
	void setUp() {
		Awaitility.setDefaultTimeout(SOON);
		this.twitch.setInterval(Duration.ofMillis(50));
	}

	@AfterEach
	void stop() {
		this.nodes.forEach(Node::close);
		Awaitility.reset();
	}

	static Stream<List<String>> stores() {
		return Node.stores();
	}

	@ParameterizedTest
	@MethodSource("stores")
	void closeWhenTheNodeIsConnectedThenAnotherConnectsAndNothingComesTwice(List<String> store) {
		start(store, 3);
		follow("ann");
		Node owner = owner();
		assertThat(this.twitch.eventSub().getConnectionCount()).isOne();
		Instant closed = Instant.now();
		this.nodes.remove(owner);
		owner.close();
		EventSubGapEvent gap = owner().await(EventSubGapEvent.class);
		System.out.println("Subscribed again " + Duration.between(closed, gap.getTo()).toMillis() + " ms after close");
		follow("ben");
		assertThat(gap.getFrom()).isBetween(closed.minusSeconds(1), gap.getTo());
		assertThat(gap.getTo()).isBefore(closed.plusSeconds(10));
		assertThat(followers()).containsExactly("ben");
		assertThat(owner.followers()).containsExactly("ann");
	}

	@Test
	void connectionWhenItIsLostThenTheGapIsTold() {
		start(List.of(), 1);
		follow("ann");
		Node node = this.nodes.get(0);
		assertThat(node.events(EventSubGapEvent.class)).isEmpty();
		Instant lost = Instant.now();
		this.twitch.eventSub().dropConnections();
		EventSubGapEvent gap = node.await(EventSubGapEvent.class);
		assertThat(gap.getFrom()).isBefore(lost.plusMillis(1));
		assertThat(gap.getTo()).isAfter(lost);
		follow("ben");
		assertThat(node.events(EventSubGapEvent.class)).hasSize(1);
	}

	private void start(List<String> store, int count) {
		this.nodes.add(Node.start(this.twitch, store, "twitch.oauth.auto-start=false"));
		this.twitch.approveNext("twitchdev");
		this.nodes.get(0).bean(DeviceAuthFlow.class).authorize().block(SOON);
		for (int i = 1; i < count; i++) {
			this.nodes.add(Node.start(this.twitch, store));
		}
		this.nodes.forEach((node) -> node.await(AuthenticatedEvent.class));
		Awaitility.await().until(() -> !this.twitch.eventSub().getSubscriptions().isEmpty());
	}

	private Node owner() {
		return Awaitility.await()
			.until(() -> this.nodes.stream()
				.filter((node) -> !node.events(TwitchClientReadyEvent.class).isEmpty())
				.findFirst()
				.orElse(null), (node) -> node != null);
	}

	// Some time passes in which it could come once more.
	private void follow(String user) {
		assertThat(this.twitch.eventSub().follow("twitchdev", user)).isOne();
		Awaitility.await().until(() -> followers().contains(user));
	}

	private List<String> followers() {
		return this.nodes.stream().flatMap((node) -> node.followers().stream()).toList();
	}

}
