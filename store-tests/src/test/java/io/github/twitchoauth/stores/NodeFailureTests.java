package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.test.ReceivedRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes in processes of their own that are killed and stopped.
 */
@Tag("long")
@DisabledOnOs(OS.WINDOWS)
@Timeout(600)
class NodeFailureTests {

	private static final boolean SOAK = Boolean.getBoolean("soak");

	private static final int FAILOVERS = SOAK ? 50 : 2;

	private static final int POLLERS = SOAK ? 4 : 2;

	private static final int POLLER_KILLS = SOAK ? 10 : 1;

	private static final Duration SLEEP = Duration.ofSeconds(SOAK ? 60 : 5);

	private static final Duration SOON = Duration.ofSeconds(60);

	// A default build shares the machine with other tests, so it holds no time to
	// account.
	private static final Duration TAKEOVER = SOAK ? Duration.ofSeconds(20) : SOON;

	private static final Duration HANDOVER = SOAK ? Duration.ofSeconds(2) : SOON;

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	private final List<String> store = Node.jdbc(Databases.postgres());

	private final List<NodeProcess> nodes = new ArrayList<>();

	@BeforeEach
	void setUp() {
		Awaitility.setDefaultTimeout(SOON);
		this.twitch.setInterval(Duration.ofSeconds(5));
	}

	@AfterEach
	void stop() {
		this.nodes.forEach(NodeProcess::close);
		Awaitility.reset();
	}

	@Test
	void killWhenTheNodePollsThenAnotherGoesOnWithTheSameCode() {
		for (int i = 0; i < POLLERS; i++) {
			start().await("event DeviceCodeEvent");
		}
		for (int i = 1; i < POLLER_KILLS; i++) {
			awaitPoller().kill();
			start().await("event DeviceCodeEvent");
		}
		awaitPoller().kill();
		long approved = System.nanoTime();
		this.twitch.approve(this.twitch.awaitUserCode(SOON), "twitchdev");
		this.nodes.stream().filter(NodeProcess::isAlive).forEach((node) -> Awaitility.await().until(() -> isIn(node)));
		report("Logged in", approved, TAKEOVER);
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isOne();
		this.twitch.assertNoMisuse();
	}

	private static boolean isIn(NodeProcess node) {
		return !node.lines("event AuthenticatedEvent").isEmpty();
	}

	// Each node asks for tokens at an address of its own.
	private NodeProcess awaitPoller() {
		long before = this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN);
		Awaitility.await().until(() -> this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN) > before);
		List<ReceivedRequest> polls = this.twitch.getRequests(Endpoint.DEVICE_TOKEN);
		String name = polls.get(polls.size() - 1).queryNames().iterator().next();
		return this.nodes.get(Integer.parseInt(name.replace("node-", "")));
	}

	// One after the other is killed or ends by itself, and another takes its place among
	// the three.
	@Test
	void endWhenTheNodeIsConnectedThenAnotherIsInTimeAndNothingComesTwice() {
		logIn();
		start().await("event AuthenticatedEvent restored");
		start().await("event AuthenticatedEvent restored");
		for (int i = 0; i < FAILOVERS; i++) {
			NodeProcess owner = awaitFollower("before_" + i);
			long ended = System.nanoTime();
			boolean killed = i % 2 == 0;
			if (killed) {
				owner.kill();
			}
			else {
				owner.terminate();
			}
			awaitFollower("after_" + i).await("event EventSubGapEvent");
			report(killed ? "Delivered after a kill" : "Delivered after an end", ended, killed ? TAKEOVER : HANDOVER);
			start().await("event AuthenticatedEvent restored");
		}
		assertNothingCameTwice();
	}

	@Test
	void stopWhenTheNodeIsConnectedThenItDeliversNothingWhenItGoesOn() {
		logIn();
		NodeProcess other = start().await("event AuthenticatedEvent restored");
		NodeProcess owner = this.nodes.get(0);
		awaitFollower(owner, "before");
		owner.signal("STOP");
		this.twitch.eventSub().follow("twitchdev", "unheard");
		awaitFollower(other, "meanwhile");
		Awaitility.await().pollDelay(SLEEP).atMost(SOON.plus(SLEEP)).until(() -> true);
		owner.signal("CONT");
		Awaitility.await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
		awaitFollower(other, "after");
		assertThat(owner.lines("follower ")).allMatch((line) -> line.startsWith("follower before"));
		assertNothingCameTwice();
	}

	private void logIn() {
		this.twitch.setInterval(Duration.ofMillis(50));
		this.twitch.approveNext("twitchdev");
		start().await("event AuthenticatedEvent").await("event TwitchClientReadyEvent");
	}

	private void awaitFollower(NodeProcess node, String name) {
		assertThat(awaitFollower(name)).as(name).isSameAs(node);
	}

	// Users follow again and again until a node hears of one.
	private NodeProcess awaitFollower(String name) {
		int[] count = { 0 };
		return Awaitility.await(name).pollInterval(Duration.ofMillis(100)).until(() -> {
			this.twitch.eventSub().follow("twitchdev", name + "_" + count[0]++);
			return this.nodes.stream().filter((node) -> !node.lines("follower " + name).isEmpty()).findFirst();
		}, Optional::isPresent).orElseThrow();
	}

	private void assertNothingCameTwice() {
		assertThat(this.nodes.stream().flatMap((node) -> node.lines("follower ").stream())).doesNotHaveDuplicates();
		this.twitch.assertNoMisuse();
	}

	private static void report(String what, long since, Duration limit) {
		Duration time = Duration.ofNanos(System.nanoTime() - since);
		System.out.println(what + " after " + time.toMillis() + " ms");
		assertThat(time).isLessThan(limit);
	}

	private NodeProcess start() {
		List<String> properties = new ArrayList<>(Node.properties(this.twitch, this.store));
		String name = "?node-" + this.nodes.size() + "=1";
		properties.replaceAll((property) -> property.endsWith("/oauth2/token") ? property + name : property);
		NodeProcess node = NodeProcess.start(Node.class, properties, (line) -> {
		});
		this.nodes.add(node);
		return node;
	}

}
