package io.github.twitchoauth.test.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.UnusableTokenFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for locks of a {@link FileTokenStore} that get lost behind its back. Windows does
 * not lose them.
 */
@DisabledOnOs(OS.WINDOWS)
class FileTokenStoreLostLockTests {

	private Path file;

	private Path lockFile;

	private FileTokenStore store;

	private StoreLocation location;

	@BeforeEach
	void createStore(@TempDir Path directory) throws IOException {
		this.file = directory.toRealPath().resolve("tokens.json");
		this.lockFile = this.file.resolveSibling("tokens.json.lock");
		this.store = new FileTokenStore(this.file);
		this.store.save("bot", CountingTokens.token(1));
		this.location = new StoreLocation(FileTokenStoreContractTests.Opener.class, this.file.toString());
	}

	@Test
	void assertLockedWhenThisProcessHasReadTheLockFileThenOthersAreLockedOutAgain() {
		try (StoreProcess other = StoreProcess.start(this.location)) {
			other.await("open");
			this.store.update("bot", (token) -> {
				readAllFiles();
				this.store.assertLocked("bot");
				other.send("increment", "bot", "1");
				assertThat(other.nextAnswer(Duration.ofMillis(500))).isNull();
				return CountingTokens.token(10);
			});
			other.await("done");
		}
		assertThat(this.store.find("bot")).isEqualTo(CountingTokens.token(11));
	}

	@Test
	void assertLockedWhenAnotherProcessHasTakenTheLockThenFails() {
		try (StoreProcess other = StoreProcess.start(this.location)) {
			other.await("open");
			this.store.update("bot", (token) -> {
				readAllFiles();
				other.send("hold", "bot");
				other.await("holds");
				assertLost();
				return token;
			});
			other.send("release");
			other.await("done");
		}
		assertThat(this.store.find("bot")).isEqualTo(CountingTokens.token(2));
	}

	@Test
	void assertLockedWhenAnotherProcessHasHadTheLockMeanwhileThenFails() {
		try (StoreProcess other = StoreProcess.start(this.location)) {
			other.await("open");
			this.store.update("bot", (token) -> {
				readAllFiles();
				other.send("increment", "bot", "1");
				other.await("done");
				assertLost();
				return token;
			});
		}
		assertThat(this.store.find("bot")).isEqualTo(CountingTokens.token(2));
	}

	@Test
	void assertLockedWhenTheLockFileWasDeletedThenFails() {
		this.store.update("bot", (token) -> {
			delete(this.lockFile);
			assertLost();
			return token;
		});
	}

	@Test
	void assertLockedWhenTheLockFileWasExchangedThenFails() {
		this.store.update("bot", (token) -> {
			delete(this.lockFile);
			new FileTokenStore(this.file).save("other", CountingTokens.token(1));
			assertThat(this.lockFile).exists();
			assertLost();
			return token;
		});
	}

	@Test
	void assertLockedWhenNothingHappenedThenOthersAreLockedOutAllTheTime() {
		try (StoreProcess other = StoreProcess.start(this.location)) {
			other.await("open");
			this.store.update("bot", (token) -> {
				other.send("increment", "bot", "1");
				for (int i = 0; i < 20_000; i++) {
					this.store.assertLocked("bot");
				}
				assertThat(other.nextAnswer(Duration.ofMillis(1))).isNull();
				return CountingTokens.token(10);
			});
			other.await("done");
		}
		assertThat(this.store.find("bot")).isEqualTo(CountingTokens.token(11));
	}

	@Test
	void assertLockedWhenTheFileHasASecondNameThenFails() throws IOException {
		Path link = Files.createLink(this.file.resolveSibling("link.json"), this.file);
		this.store.update("bot", (token) -> {
			assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> this.store.assertLocked("bot"))
				.withMessageContaining("hard link");
			return token;
		});
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> new FileTokenStore(link))
			.withMessageContaining("hard link");
	}

	private void assertLost() {
		assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> this.store.assertLocked("bot"))
			.withMessageContaining("lock")
			.withMessageContaining("'bot'");
	}

	// What a backup within the application does.
	private void readAllFiles() {
		try (var files = Files.list(this.file.getParent())) {
			for (Path path : files.toList()) {
				Files.readAllBytes(path);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void delete(Path path) {
		try {
			Files.delete(path);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
