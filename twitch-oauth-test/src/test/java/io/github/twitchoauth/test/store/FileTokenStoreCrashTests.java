package io.github.twitchoauth.test.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.UnusableTokenFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FileTokenStore} among processes that die, stop or run out of disk
 * space.
 */
@Tag("long")
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class FileTokenStoreCrashTests {

	private static final int ROUNDS = Boolean.getBoolean("soak") ? 20 : 3;

	private static final int PROCESSES = 4;

	private static final int OTHER_ACCOUNTS = 300;

	private static final String WROTE = "wrote ";

	private final Random random = new Random();

	private Path file;

	private StoreLocation location;

	@BeforeEach
	void setUp(@TempDir Path directory) throws IOException {
		this.file = directory.toRealPath().resolve("tokens.json");
		this.location = new StoreLocation(FileTokenStoreContractTests.Opener.class, this.file.toString());
		Files.writeString(this.file,
				IntStream.range(0, OTHER_ACCOUNTS)
					.mapToObj((i) -> "\"other-" + i + "\":{\"accessToken\":\"access-" + i + "\",\"note\":\""
							+ "x".repeat(200) + "\"}")
					.collect(Collectors.joining(",", "{\"version\":1,\"accounts\":{", "}}")));
	}

	@Test
	void updateWhenProcessesAreKilledAtAnyMomentThenFileIsWholeAndNothingAcknowledgedIsLost() throws IOException {
		int[] kept = new int[PROCESSES];
		for (int round = 0; round < ROUNDS; round++) {
			List<StoreProcess> processes = startWriters();
			for (int i = 0; i < PROCESSES; i++) {
				kept[i] = awaitAcknowledgement(processes.get(i));
			}
			processes.forEach((process) -> {
				await(this.random.nextInt(20_000));
				process.kill();
			});
			FileTokenStore store = new FileTokenStore(this.file);
			for (int i = 0; i < PROCESSES; i++) {
				int acknowledged = Math.max(kept[i], lastAcknowledged(processes.get(i)));
				kept[i] = CountingTokens.number(store.find("bot-" + i));
				assertThat(kept[i]).isBetween(acknowledged, acknowledged + 1);
			}
			assertThat(store.find("other-" + (OTHER_ACCOUNTS - 1))).isNotNull();
			assertOnlyOwnFiles();
		}
	}

	@Test
	void updateWhenAllElseHappensMeanwhileThenOtherProcessesStayLockedOut() {
		FileTokenStore store = new FileTokenStore(this.file);
		try (StoreProcess process = StoreProcess.start(this.location)) {
			process.await("open");
			store.update("bot", (token) -> {
				process.send("increment", "bot", "1");
				doAllElse();
				assertThat(process.nextAnswer(Duration.ofMillis(500))).isNull();
				return CountingTokens.token(10);
			});
			process.await("done");
		}
		assertThat(store.find("bot")).isEqualTo(CountingTokens.token(11));
	}

	@Test
	void updateWhenTheProcessThatUpdatesIsSuspendedThenFailsInTimeAndLaterSucceeds() throws Exception {
		FileTokenStore store = new FileTokenStore(this.file, TokenCipher.none(), Duration.ofMillis(300));
		try (StoreProcess process = StoreProcess.start(this.location)) {
			process.await("open");
			process.send("hold", "bot");
			process.await("holds");
			signal("-STOP", process);
			assertThatExceptionOfType(UnusableTokenFileException.class)
				.isThrownBy(() -> store.save("bot", CountingTokens.token(5)))
				.withMessageContaining(this.file.toString())
				.withMessageContaining("suspended");
			store.save("other-0", CountingTokens.token(5));
			signal("-CONT", process);
			process.send("release");
			process.await("done");
		}
		assertThat(store.find("bot")).isEqualTo(CountingTokens.token(1));
	}

	@Test
	void updateWhenDiskIsFullThenFailsAndLeavesFileAndNothingElse() throws IOException {
		byte[] before = Files.readAllBytes(this.file);
		// As a full disk does, the limit on file sizes lets a part of the file through.
		List<String> limited = List.of("sh", "-c", "ulimit -f 32; exec \"$0\" \"$@\"");
		try (StoreProcess process = StoreProcess.start(limited, this.location)) {
			process.await("open");
			process.send("increment", "bot", "1");
			process.await("failed");
			assertThat(process.output()).contains("UnusableTokenFileException", this.file + "' cannot be written")
				.doesNotContain("access-");
		}
		assertThat(this.file).hasBinaryContent(before);
		assertOnlyOwnFiles();
	}

	private List<StoreProcess> startWriters() {
		List<StoreProcess> processes = new ArrayList<>();
		for (int i = 0; i < PROCESSES; i++) {
			processes.add(StoreProcess.start(this.location));
		}
		for (int i = 0; i < PROCESSES; i++) {
			processes.get(i).await("open");
			processes.get(i).send("write", "bot-" + i);
		}
		return processes;
	}

	private int awaitAcknowledgement(StoreProcess process) {
		String answer = process.nextAnswer();
		assertThat(answer).as(process.output()).startsWith(WROTE);
		return number(answer);
	}

	// A channel to the lock file that is closed, or whose user is interrupted, would take
	// all locks of the process with it.
	private void doAllElse() {
		Thread thread = new Thread(() -> {
			for (int i = 0; i < 20; i++) {
				FileTokenStore store = new FileTokenStore(this.file);
				store.update("other-1", CountingTokens::next);
				store.find("bot");
			}
		});
		thread.start();
		while (thread.isAlive()) {
			thread.interrupt();
		}
		System.gc();
	}

	private int lastAcknowledged(StoreProcess process) {
		int last = 0;
		String answer = process.nextAnswer();
		while (answer != null && answer.startsWith(WROTE)) {
			last = number(answer);
			answer = process.nextAnswer();
		}
		assertThat(answer).as(process.output()).isEqualTo("end");
		return last;
	}

	private static int number(String answer) {
		return Integer.parseInt(answer.substring(WROTE.length()));
	}

	private void assertOnlyOwnFiles() throws IOException {
		try (Stream<Path> files = Files.list(this.file.getParent())) {
			assertThat(files.map((path) -> path.getFileName().toString())).containsExactlyInAnyOrder("tokens.json",
					"tokens.json.lock");
		}
	}

	private static void signal(String signal, StoreProcess process) throws Exception {
		Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).redirectErrorStream(true)
			.start();
		String output = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(kill.waitFor()).as(output).isZero();
	}

	private static void await(long micros) {
		new CompletableFuture<Void>().completeOnTimeout(null, micros, TimeUnit.MICROSECONDS).join();
	}

}
