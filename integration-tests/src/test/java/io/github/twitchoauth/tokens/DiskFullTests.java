package io.github.twitchoauth.tokens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The operating system takes no more bytes for the token file, as on a full disk.
 */
@Tag("long")
@EnabledOnOs(OS.LINUX)
class DiskFullTests {

	private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

	private static final String NOT_SAVED = "could not be saved";

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@TempDir
	private Path directory;

	@AutoClose
	private BotProcess process;

	@BeforeEach
	void logIn() {
		assumeThat(Path.of("/usr/bin/prlimit")).exists();
		this.twitch.setInterval(Duration.ofMillis(50));
		this.twitch.approveNext("twitchdev");
		this.process = BotProcess.start(this.twitch, file()).awaitEvent("AuthenticatedEvent");
	}

	@Test
	void callWhenDiskIsFullThenUsesNewTokenAndSavesItWhenThereIsRoom() throws Exception {
		String saved = Files.readString(file());
		limitFileSize("0:");
		this.twitch.expireAccessTokens();
		assertWorks();
		this.process.process().awaitOutput(NOT_SAVED);
		assertThat(this.process.process().output()).contains("File too large", "tokens.json");
		assertThat(Files.readString(file())).isEqualTo(saved);
		assertThat(this.directory.toFile().list()).doesNotContain(".tmp");
		limitFileSize("unlimited:");
		Awaitility.await()
			.atMost(LONGEST_BACK_OFF.plusSeconds(30))
			.until(() -> !Files.readString(file()).equals(saved));
		this.process.close();
		this.process = BotProcess.start(this.twitch, file()).awaitEvent("AuthenticatedEvent restored");
		assertWorks();
		assertThat(this.twitch.getRequestCount(Endpoint.REFRESH)).isEqualTo(1);
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isEqualTo(1);
		assertThat(this.twitch.getReplays()).isEmpty();
	}

	@Test
	void callWhenAnotherProcessHasTheOnlyCopyOfTheTokenThenWaitsForIt() throws Exception {
		try (BotProcess other = BotProcess.start(this.twitch, file()).awaitEvent("AuthenticatedEvent restored")) {
			limitFileSize("0:");
			this.twitch.expireAccessTokens();
			assertWorks();
			this.process.process().awaitOutput(NOT_SAVED);
			long calls = this.twitch.getRequestCount(Endpoint.HELIX_USERS);
			other.call(1);
			Awaitility.await().until(() -> this.twitch.getRequestCount(Endpoint.HELIX_USERS) > calls);
			long failures = failedSaves();
			Awaitility.await().atMost(LONGEST_BACK_OFF.plusSeconds(30)).until(() -> failedSaves() > failures);
			assertThat(other.isAnswered()).isFalse();
			limitFileSize("unlimited:");
			other.awaitSuccess();
		}
		assertThat(this.twitch.getRequestCount(Endpoint.REFRESH)).isEqualTo(1);
		assertThat(this.twitch.getReplays()).isEmpty();
	}

	private long failedSaves() {
		return this.process.process().lines().stream().filter((line) -> line.contains(NOT_SAVED)).count();
	}

	private void assertWorks() {
		this.process.call(1);
		this.process.awaitSuccess();
	}

	private void limitFileSize(String limit) throws IOException, InterruptedException {
		Process prlimit = new ProcessBuilder("/usr/bin/prlimit", "--pid", String.valueOf(this.process.process().pid()),
				"--fsize=" + limit)
			.inheritIO()
			.start();
		assertThat(prlimit.waitFor(10, TimeUnit.SECONDS)).isTrue();
		assertThat(prlimit.exitValue()).isZero();
	}

	private Path file() {
		return this.directory.resolve("tokens.json");
	}

}
