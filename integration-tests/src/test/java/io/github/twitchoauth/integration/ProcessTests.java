package io.github.twitchoauth.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long the JVM of an application without a web server lives.
 */
class ProcessTests {

	private static final Duration A_WHILE = Duration.ofSeconds(1);

	private static final Duration STARTUP = Duration.ofMinutes(2);

	/**
	 * A second, and some more for a busy machine.
	 */
	private static final Duration SHUTDOWN = Duration.ofSeconds(15);

	private static final int TERMINATED = 128 + 15;

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private ChildProcess process;

	@Test
	void jvmWhenAutoStartedThenLivesUntilTerminated() {
		start();
		String userCode = this.twitch.awaitUserCode(STARTUP);
		this.process.awaitOutput("main is over");
		this.process.assertStaysAlive(A_WHILE);
		this.twitch.approve(userCode, "twitchdev");
		this.process.awaitOutput("listener ends for twitchdev");
		this.process.assertStaysAlive(A_WHILE);
		assertTerminates();
	}

	@Test
	void jvmWhenTerminatedDuringLoginThenEndsAndStopsPolling() throws Exception {
		start();
		this.twitch.awaitUserCode(STARTUP);
		this.process.awaitOutput("main is over");
		assertTerminates();
		Polls.assertNoMore(() -> this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN), A_WHILE);
	}

	@Test
	void jvmWhenThereIsNoLoginThenEndsByItself() {
		start("--twitch.oauth.auto-start=false");
		assertThat(this.process.awaitExit(STARTUP)).isZero();
		assertThat(this.process.output()).contains("main is over");
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isZero();
	}

	@Test
	void jvmWhenLoginIsManualThenLivesUntilItIsOver() {
		start("--twitch.oauth.auto-start=false", "--bot.manual-login=true");
		String userCode = this.twitch.awaitUserCode(STARTUP);
		this.process.awaitOutput("main is over");
		this.process.assertStaysAlive(A_WHILE);
		this.twitch.approve(userCode, "twitchdev");
		assertThat(this.process.awaitExit(STARTUP)).isZero();
		assertThat(this.process.output()).contains("listener ends for twitchdev");
	}

	private void start(String... arguments) {
		this.twitch.setInterval(Duration.ofMillis(200));
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--twitch.oauth.client-id=test-client");
		Stream.of(TestApplication.provider(this.twitch.getBaseUrl())).map("--"::concat).forEach(all::add);
		this.process = ChildProcess.start(ConsoleBot.class, Map.of(), all);
	}

	private void assertTerminates() {
		Instant start = Instant.now();
		this.process.terminate();
		assertThat(this.process.awaitExit(STARTUP)).isEqualTo(TERMINATED);
		assertThat(Duration.between(start, Instant.now())).isLessThan(SHUTDOWN);
	}

}
