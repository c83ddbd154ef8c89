package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.twitchoauth.LoginCanceledException;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
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
 * Several nodes without a token show one code, for which one of them polls.
 */
@Timeout(180)
class OneCodeTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	private final List<Node> nodes = new ArrayList<>();

	private List<String> store = List.of();

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

	static Stream<List<String>> stores() {
		return Node.stores();
	}

	@ParameterizedTest
	@MethodSource("stores")
	void startWhenThereIsNoTokenThenAllNodesShowOneCodeAndOnePolls(List<String> store) {
		this.store = store;
		start(3);
		assertThat(codes()).containsOnly(this.twitch.awaitUserCode(SOON));
		this.twitch.approve(codes().get(0), "twitchdev");
		this.nodes.forEach(
				(node) -> assertThat(node.await(AuthenticatedEvent.class).getToken().login()).isEqualTo("twitchdev"));
		assertThat(this.nodes).filteredOn((node) -> !node.await(AuthenticatedEvent.class).isRestored()).hasSize(1);
		assertOneLogin();
	}

	@Test
	void closeWhenTheNodePollsThenAnotherGoesOnWithTheSameCode() {
		this.store = Node.stores().findFirst().orElseThrow();
		start(1);
		String code = codes().get(0);
		start(2);
		this.nodes.remove(0).close();
		this.twitch.approve(code, "twitchdev");
		assertThat(codes()).containsOnly(code);
		this.nodes.forEach((node) -> node.await(AuthenticatedEvent.class));
		assertThat(this.nodes).filteredOn((node) -> !node.await(AuthenticatedEvent.class).isRestored()).hasSize(1);
		assertOneLogin();
	}

	@Test
	void cancelLoginWhenAnotherNodePollsThenItEndsOnAll() {
		this.store = Node.stores().findFirst().orElseThrow();
		start(1);
		codes();
		start(1);
		codes();
		this.nodes.get(1).bean(TwitchAccounts.class).cancelLogin("default").block(SOON);
		this.nodes.forEach((node) -> assertThat(node.await(AuthorizationFailedEvent.class).getError())
			.isInstanceOf(LoginCanceledException.class));
		assertOneLogin();
	}

	@Test
	void denyThenTheLoginEndsOnAllAndNobodyIsAskedAgain() {
		this.store = Node.stores().findFirst().orElseThrow();
		start(2);
		this.twitch.deny(codes().get(0));
		this.nodes.forEach((node) -> node.await(AuthorizationFailedEvent.class));
		Awaitility.await()
			.during(Duration.ofSeconds(4))
			.until(() -> this.nodes.stream().allMatch((node) -> node.events(DeviceCodeEvent.class).size() == 1));
		assertOneLogin();
	}

	private List<String> codes() {
		return this.nodes.stream().map((node) -> node.await(DeviceCodeEvent.class).getUserCode()).toList();
	}

	private void assertOneLogin() {
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isOne();
		this.twitch.assertNoMisuse();
	}

	private void start(int count) {
		for (int i = 0; i < count; i++) {
			this.nodes.add(Node.start(this.twitch, this.store));
		}
	}

}
