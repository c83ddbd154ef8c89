package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that nodes do with a shared store, once: over another client, or with something in
 * between.
 */
@Timeout(180)
abstract class AbstractSmokeTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	private final List<Node> nodes = new ArrayList<>();

	abstract List<String> store();

	void verify(Node node) {
	}

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

	@Test
	void useWhenNodesShareTheStoreThenAllGoesItsWay() {
		List<String> store = store();
		this.nodes.add(Node.start(this.twitch, store));
		this.nodes.add(Node.start(this.twitch, store));
		this.nodes.forEach(this::verify);
		String code = this.twitch.awaitUserCode(SOON);
		this.nodes.forEach((node) -> assertThat(node.await(DeviceCodeEvent.class).getUserCode()).isEqualTo(code));
		this.twitch.approve(code, "twitchdev");
		this.nodes.forEach((node) -> node.await(AuthenticatedEvent.class));
		refresh();
		Node owner = awaitFollower("before");
		this.nodes.remove(owner);
		owner.close();
		awaitFollower("after");
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isOne();
		this.twitch.assertNoMisuse();
	}

	// Often enough for statements to be prepared at the server.
	private void refresh() {
		for (int i = 1; i <= 10; i++) {
			TwitchToken old = token(this.nodes.get(0));
			this.twitch.expireAccessTokens();
			List<TwitchToken> tokens = Flux.fromIterable(this.nodes)
				.repeat(2)
				.flatMap((node) -> node.bean(TokenManager.class)
					.refresh(TokenManager.DEFAULT_ACCOUNT, old.accessToken()))
				.distinct()
				.collectList()
				.block(SOON);
			assertThat(tokens).hasSize(1).doesNotContain(old);
			assertThat(this.twitch.getRefreshCount()).isEqualTo(i);
		}
	}

	private static TwitchToken token(Node node) {
		return node.bean(TokenManager.class).getToken().block(SOON);
	}

	// Users follow again and again until a node hears of one.
	private Node awaitFollower(String name) {
		int[] count = { 0 };
		return Awaitility.await(name).pollInterval(Duration.ofMillis(100)).until(() -> {
			this.twitch.eventSub().follow("twitchdev", name + "_" + count[0]++);
			return this.nodes.stream()
				.filter((node) -> node.followers().stream().anyMatch((follower) -> follower.startsWith(name)))
				.findFirst()
				.orElse(null);
		}, (node) -> node != null);
	}

}
