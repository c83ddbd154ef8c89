package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.PendingLogin;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node takes part in the logins that the application has begun on another node, for
 * accounts that it has not been asked for.
 */
@Timeout(180)
@Tag("long")
class OthersLoginTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final String MANUAL = "twitch.oauth.auto-start=false";

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	private final List<Node> nodes = new ArrayList<>();

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

	@ParameterizedTest
	@MethodSource("io.github.twitchoauth.stores.Node#stores")
	void logInThenAnotherNodeShowsTheCodeAndGoesOnWhenTheFirstHasEnded(List<String> store) {
		Node first = start(store);
		Node second = start(store);
		String code = logIn(first, "visitor");
		assertThat(awaitPending(second, "visitor").userCode()).isEqualTo(code);
		assertThat(second.bean(TwitchAccounts.class).getAll().collectList().block(SOON))
			.filteredOn((status) -> status.account().equals("visitor"))
			.extracting(AccountStatus::state)
			.containsExactly(State.WAITING_FOR_APPROVAL);
		first.close();
		this.twitch.approve(code, "viewer");
		AuthenticatedEvent event = second.await(AuthenticatedEvent.class);
		assertThat(event.getAccount()).isEqualTo("visitor");
		assertThat(event.isRestored()).isFalse();
		assertThat(status(second, "visitor").login()).isEqualTo("viewer");
		assertOneCode();
	}

	@Test
	void logInWhenApprovedThenTheOtherNodeKnowsAndTellsNobody() {
		List<String> store = Node.stores().findFirst().orElseThrow();
		Node first = start(store);
		Node second = start(store);
		String code = logIn(first, "visitor");
		awaitPending(second, "visitor");
		this.twitch.approve(code, "viewer");
		first.await(AuthenticatedEvent.class);
		AccountStatus status = Awaitility.await()
			.until(() -> status(second, "visitor"), (present) -> present.pendingLogin() == null);
		assertThat(status.state()).isEqualTo(State.LOGGED_IN);
		assertThat(status.login()).isEqualTo("viewer");
		assertThat(second.events(DeviceCodeEvent.class)).isEmpty();
		assertThat(second.events(AuthenticatedEvent.class)).isEmpty();
		assertOneCode();
	}

	@Test
	void cancelLoginWhenAnotherNodePollsThenItEndsOnBoth() {
		List<String> store = Node.stores().findFirst().orElseThrow();
		Node first = start(store);
		Node second = start(store);
		logIn(first, "visitor");
		awaitPending(second, "visitor");
		second.bean(TwitchAccounts.class).cancelLogin("visitor").block(SOON);
		assertThat(status(second, "visitor").pendingLogin()).isNull();
		Awaitility.await().until(() -> status(first, "visitor").pendingLogin() == null);
		Awaitility.await().during(Duration.ofSeconds(7)).until(() -> status(second, "visitor").pendingLogin() == null);
		assertOneCode();
	}

	private Node start(List<String> store) {
		Node node = Node.start(this.twitch, store, MANUAL);
		this.nodes.add(node);
		return node;
	}

	private static String logIn(Node node, String account) {
		return node.bean(TwitchAccounts.class).logIn(account).block(SOON).pendingLogin().userCode();
	}

	private static PendingLogin awaitPending(Node node, String account) {
		return Awaitility.await().until(() -> status(node, account).pendingLogin(), (pending) -> pending != null);
	}

	private static AccountStatus status(Node node, String account) {
		return node.bean(TwitchAccounts.class).getStatus(account).block(SOON);
	}

	private void assertOneCode() {
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isOne();
		this.twitch.assertNoMisuse();
	}

}
