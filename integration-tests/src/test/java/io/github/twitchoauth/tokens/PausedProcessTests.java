package io.github.twitchoauth.tokens;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole process stops in the middle of a refresh, as on a laptop that is closed, for
 * longer than any time-out.
 */
@DisabledOnOs(OS.WINDOWS)
class PausedProcessTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@TempDir
	private Path directory;

	@AutoClose
	private BotProcess bot;

	@Test
	void callWhenTheAnswerArrivesDuringAPauseThenItIsTaken() throws Exception {
		this.twitch.setInterval(Duration.ofMillis(50));
		this.twitch.approveNext("twitchdev");
		this.bot = BotProcess.start(this.twitch, this.directory.resolve("tokens.json"), Duration.ofSeconds(2))
			.awaitEvent("AuthenticatedEvent");
		this.bot.call(1);
		this.bot.awaitSuccess();
		this.twitch.expireAccessTokens();
		this.twitch.on(Endpoint.REFRESH).respond(Fault.delay(Duration.ofSeconds(1)));
		this.bot.call(5);
		Awaitility.await().atMost(PATIENCE).until(() -> this.twitch.getRequestCount(Endpoint.REFRESH) == 1);
		signal("-STOP");
		Awaitility.await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
		signal("-CONT");
		this.bot.awaitSuccess();
		assertThat(this.twitch.getRequestCount(Endpoint.REFRESH)).isEqualTo(1);
		assertThat(this.twitch.getReplays()).isEmpty();
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isEqualTo(1);
	}

	private void signal(String signal) throws Exception {
		Process kill = new ProcessBuilder("kill", signal, Long.toString(this.bot.process().pid()))
			.redirectErrorStream(true)
			.start();
		String output = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(kill.waitFor()).as(output).isZero();
	}

}
