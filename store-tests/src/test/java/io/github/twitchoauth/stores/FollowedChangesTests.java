package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes hear of what others do to an account.
 */
@Timeout(180)
class FollowedChangesTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	private final List<Node> nodes = new ArrayList<>();

	private Node first;

	private Node second;

	@BeforeEach
	void setUp() {
		Awaitility.setDefaultTimeout(SOON);
		this.twitch.setInterval(Duration.ofMillis(200));
	}

	@AfterEach
	void stop() {
		this.nodes.forEach(Node::close);
		Awaitility.reset();
	}

	@ParameterizedTest
	@MethodSource("io.github.twitchoauth.stores.Node#stores")
	void refreshThenTheOtherNodeHasTheNewToken(List<String> store) {
		logIn(store);
		TwitchToken old = this.first.bean(TokenManager.class).getToken().block(SOON);
		TwitchToken fresh = this.first.bean(TokenManager.class).refresh("default", old.accessToken()).block(SOON);
		assertThat(this.second.await(TokenRefreshedEvent.class).getToken()).isEqualTo(fresh);
		assertThat(this.second.bean(TokenManager.class).getToken().block(SOON)).isEqualTo(fresh);
		assertThat(this.twitch.getRefreshCount()).isOne();
	}

	@ParameterizedTest
	@MethodSource("io.github.twitchoauth.stores.Node#stores")
	void revokeThenTheOtherNodeIsLoggedOutAndAsksNobody(List<String> store) {
		logIn(store);
		this.first.bean(TokenManager.class).revoke().block(SOON);
		this.second.await(LoggedOutEvent.class);
		int codes = this.second.events(DeviceCodeEvent.class).size();
		Awaitility.await()
			.during(Duration.ofSeconds(3))
			.until(() -> this.second.events(DeviceCodeEvent.class).size() == codes);
		assertThat(this.second.events(AuthorizationLostEvent.class)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("io.github.twitchoauth.stores.Node#stores")
	void lossThenBothNodesTellOfItAndShowTheSameCode(List<String> store) {
		logIn(store);
		TwitchToken dead = this.first.bean(TokenManager.class).getToken().block(SOON);
		this.twitch.disconnect("twitchdev");
		this.first.bean(TokenManager.class).refresh("default", dead.accessToken()).onErrorComplete().block(SOON);
		this.nodes.forEach((node) -> node.await(AuthorizationLostEvent.class));
		String code = this.twitch.awaitUserCode(SOON);
		this.nodes.forEach((node) -> Awaitility.await()
			.until(() -> node.events(DeviceCodeEvent.class)
				.stream()
				.anyMatch((event) -> event.getUserCode().equals(code))));
		this.twitch.approve(code, "twitchdev");
		this.nodes.forEach((node) -> Awaitility.await().until(() -> node.events(AuthenticatedEvent.class).size() == 2));
		this.twitch.assertNoMisuse();
	}

	private void logIn(List<String> store) {
		this.twitch.approveNext("twitchdev");
		this.first = start(store);
		this.first.await(AuthenticatedEvent.class);
		this.second = start(store);
		this.second.await(AuthenticatedEvent.class);
	}

	private Node start(List<String> store) {
		Node node = Node.start(this.twitch, store);
		this.nodes.add(node);
		return node;
	}

}
