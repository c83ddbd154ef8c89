package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.twitchoauth.integration.ChildProcess;
import io.github.twitchoauth.integration.TestApplication;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that twitch4j keeps no JVM from ending.
 */
@Tag("long")
class GreeterProcessTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/**
	 * A second, and some more for a busy machine.
	 */
	private static final Duration SHUTDOWN = Duration.ofSeconds(15);

	private static final int TERMINATED = 128 + 15;

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private ChildProcess process;

	@BeforeEach
	void greet() {
		this.twitch.setInterval(Duration.ofMillis(20));
		this.twitch.approveNext("twitchdev");
		List<String> arguments = new ArrayList<>(
				List.of("--twitch.oauth.client-id=test-client", "--twitch.oauth.scopes=" + ClientApplication.SCOPES,
						"--twitch.oauth.twitch4j.event-sub-uri=" + this.twitch.eventSub().getUri()));
		Stream.of(TestApplication.provider(this.twitch.getBaseUrl())).map("--"::concat).forEach(arguments::add);
		this.process = ChildProcess.start(GreeterProcess.class, Map.of(), arguments);
		this.process.awaitOutput("ready 1");
		this.twitch.eventSub().follow("twitchdev", "viewer");
		assertThat(this.twitch.chat().awaitMessages(1, PATIENCE)).hasSize(1);
	}

	@Test
	void jvmWhenContextIsClosedThenEndsByItself() {
		this.process.send("");
		this.process.awaitOutput("closed");
		assertEndsInTime(0);
	}

	@Test
	void jvmWhenTerminatedThenEnds() {
		this.process.terminate();
		assertEndsInTime(TERMINATED);
	}

	private void assertEndsInTime(int status) {
		Instant start = Instant.now();
		assertThat(this.process.awaitExit(PATIENCE)).isEqualTo(status);
		assertThat(Duration.between(start, Instant.now())).isLessThan(SHUTDOWN);
		ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isZero());
	}

}
