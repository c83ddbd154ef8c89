package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes in processes of their own that are killed and stopped.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(600)
class NodeFailureTests {

	private static final boolean SOAK = Boolean.getBoolean("soak");

	private static final int FAILOVERS = SOAK ? 50 : 1;

	private static final Duration SOON = Duration.ofSeconds(60);

	// A default build shares the machine with other tests, so it holds no time to
	// account.
	private static final Duration TAKEOVER = SOAK ? Duration.ofSeconds(20) : SOON;

	private static final Duration HANDOVER = SOAK ? Duration.ofSeconds(5) : SOON;

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
		NodeProcess poller = start().await("event DeviceCodeEvent");
		NodeProcess other = start().await("event DeviceCodeEvent");
		Awaitility.await().until(() -> this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN) > 0);
		poller.kill();
		long killed = System.nanoTime();
		this.twitch.approve(this.twitch.awaitUserCode(SOON), "twitchdev");
		other.await("event AuthenticatedEvent");
		report("Logged in", killed, TAKEOVER);
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isOne();
		this.twitch.assertNoMisuse();
	}

	@Test
	void killWhenTheNodeIsConnectedThenAnotherIsInTimeAndNothingComesTwice() {
		logIn();
		for (int i = 0; i < FAILOVERS; i++) {
			NodeProcess other = start().await("event AuthenticatedEvent restored");
			NodeProcess owner = this.nodes.get(this.nodes.size() - 2);
			awaitFollower(owner, "before_" + i);
			owner.kill();
			long killed = System.nanoTime();
			awaitFollower(other, "after_" + i);
			report("Delivered by another", killed, TAKEOVER);
			other.await("event EventSubGapEvent");
		}
		assertNothingCameTwice();
	}

	@Test
	void terminateWhenTheNodeIsConnectedThenAnotherIsAtOnce() {
		logIn();
		NodeProcess other = start().await("event AuthenticatedEvent restored");
		awaitFollower(this.nodes.get(0), "before");
		this.nodes.get(0).terminate();
		long ended = System.nanoTime();
		awaitFollower(other, "after");
		report("Delivered by another", ended, HANDOVER);
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
		owner.signal("CONT");
		Awaitility.await().during(Duration.ofSeconds(5)).atMost(SOON).until(() -> true);
		awaitFollower(other, "after");
		assertThat(owner.lines("follower ")).allMatch((line) -> line.startsWith("follower before"));
		assertNothingCameTwice();
	}

	private void logIn() {
		this.twitch.setInterval(Duration.ofMillis(50));
		this.twitch.approveNext("twitchdev");
		start().await("event AuthenticatedEvent").await("event TwitchClientReadyEvent");
	}

	// Users follow again and again until somebody hears of one.
	private void awaitFollower(NodeProcess node, String name) {
		int[] count = { 0 };
		Awaitility.await(name).pollInterval(Duration.ofMillis(100)).until(() -> {
			this.twitch.eventSub().follow("twitchdev", name + "_" + count[0]++);
			return !node.lines("follower " + name).isEmpty();
		});
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
		NodeProcess node = NodeProcess.start(this.twitch, this.store);
		this.nodes.add(node);
		return node;
	}

}
