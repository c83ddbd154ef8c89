package io.github.twitchoauth.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the lock that {@link FileTokenStore} retains while it has a token that it
 * could not write.
 */
@Timeout(60)
class UnwrittenTokenTests {

	private static final TwitchToken OLD = Samples.token("old");

	private static final TwitchToken NEW = Samples.token("new");

	private Path file;

	private FileTokenStore store;

	private FileTokenStore other;

	@BeforeEach
	void setUp(@TempDir Path directory) throws IOException {
		this.file = directory.toRealPath().resolve("tokens.json");
		this.store = new FileTokenStore(this.file);
		this.other = new FileTokenStore(this.file, TokenCipher.none(), Duration.ofMillis(100));
		this.store.save("bot", OLD);
	}

	@Test
	void updateWhenAnotherCouldNotWriteThenFailsWithoutSeeingTheOldToken() {
		failToWrite((token) -> NEW);
		assertThatExceptionOfType(UnusableTokenFileException.class)
			.isThrownBy(() -> this.other.update("bot", UnwrittenTokenTests::neverCalled))
			.withMessageContaining("cannot write to it");
		this.store.save("bot", NEW);
		assertThat(this.other.update("bot", (token) -> token)).isEqualTo(NEW);
	}

	@Test
	void updateWhenAnotherCouldNotWriteThatTheTokenMayBeSpentThenWaits() {
		failToWrite((token) -> OLD.withPossiblySpent(true));
		assertOtherWaits();
		assertThat(this.store.update("bot", (token) -> token)).isEqualTo(OLD.withPossiblySpent(true));
		assertThat(this.other.update("bot", (token) -> token)).isEqualTo(OLD.withPossiblySpent(true));
	}

	@Test
	void updateWhenAnotherCouldNotRemoveThenGoesOn() {
		failToWrite((token) -> null);
		assertThat(this.other.update("bot", (token) -> NEW)).isEqualTo(NEW);
	}

	@Test
	void updateWhenAnotherCouldNotWriteNorRemoveThenStillWaits() {
		failToWrite((token) -> NEW);
		failToWrite((token) -> null);
		assertOtherWaits();
		this.store.remove("bot");
		assertThat(this.other.update("bot", (token) -> token)).isNull();
	}

	@Test
	void updateWhenOwnWriteFailedThenPassesTheNewTokenAndWritesIt() {
		failToWrite((token) -> NEW);
		assertThat(this.store.update("bot", (token) -> token)).isEqualTo(NEW);
		assertThat(this.other.update("bot", (token) -> token)).isEqualTo(NEW);
	}

	@Test
	void updateWhenOwnWritesFailedAheadAndAfterwardsThenPassesTheNewTokenAndWritesIt() {
		failToWrite((token) -> {
			assertThatExceptionOfType(UnusableTokenFileException.class)
				.isThrownBy(() -> this.store.writeAhead("bot", OLD.withPossiblySpent(true)));
			return NEW;
		});
		assertOtherWaits();
		assertThat(this.store.update("bot", (token) -> token)).isEqualTo(NEW);
		assertThat(this.other.update("bot", (token) -> token)).isEqualTo(NEW);
	}

	@Test
	void updateWhenOwnWriteFailedAfterOneAheadThenPassesTheNewTokenAndWritesIt() {
		assertThatExceptionOfType(UnusableTokenFileException.class)
			.isThrownBy(() -> this.store.update("bot", (token) -> {
				this.store.writeAhead("bot", OLD.withPossiblySpent(true));
				block();
				return NEW;
			}));
		unblock();
		assertThat(this.store.find("bot")).isEqualTo(OLD.withPossiblySpent(true));
		assertOtherWaits();
		assertThat(this.store.update("bot", (token) -> token)).isEqualTo(NEW);
		assertThat(this.other.update("bot", (token) -> token)).isEqualTo(NEW);
	}

	@Test
	void updateWhenAnUnwrittenTokenIsWrittenAheadThenItIsKeptWhateverHappens() {
		failToWrite((token) -> NEW);
		assertThatIllegalStateException().isThrownBy(() -> this.store.update("bot", (token) -> {
			this.store.writeAhead("bot", NEW.withPossiblySpent(true));
			throw new IllegalStateException("expected");
		}));
		assertThat(this.other.update("bot", (token) -> token)).isEqualTo(NEW);
	}

	@Test
	void updateWhenOwnWriteFailedButTheFileWasChangedWithoutLockThenPassesThat() throws IOException {
		failToWrite((token) -> NEW);
		Files.writeString(this.file, Files.readString(this.file).replace("access-old", "access-theirs"));
		assertThat(this.store.update("bot", (token) -> token)).extracting(TwitchToken::accessToken)
			.isEqualTo("access-theirs");
	}

	@Test
	void updateWhenAnotherCouldNotWriteWhoseTokenItIsThenGoesOn() {
		failToWrite((token) -> new TwitchToken("access", OLD.refreshToken(), OLD.scopes(), null, "1", "renamed"));
		assertThat(this.other.update("bot", (token) -> token)).isEqualTo(OLD);
	}

	@Test
	void updateWhenAnotherIsGoneWithoutHavingBeenClosedThenGoesOn() {
		failToWrite((token) -> NEW);
		assertOtherWaits();
		this.store = this.other;
		Awaitility.await().ignoreExceptions().until(() -> {
			System.gc();
			return this.other.update("bot", (token) -> token) != null;
		});
	}

	@Test
	void updateWhenDirectoryWasAwayForAWhileThenStillKeepsOthersOut() throws IOException {
		failToWrite((token) -> NEW);
		Path directory = this.file.getParent();
		Path away = Files.move(directory, directory.resolveSibling(directory.getFileName() + "-away"));
		new FileTokenStore(this.file).update("another", (token) -> token);
		FileSystemUtils.deleteRecursively(directory);
		Files.move(away, directory);
		assertOtherWaits();
		this.store.save("bot", NEW);
		assertThat(this.other.update("bot", (token) -> token)).isEqualTo(NEW);
	}

	@Test
	void closeWhenTokenCouldNotBeWrittenThenLetsOthersGoOn() {
		failToWrite((token) -> NEW);
		this.other.close();
		assertOtherWaits();
		this.store.close();
		assertThat(this.other.update("bot", (token) -> NEW)).isEqualTo(NEW);
	}

	@Test
	void updateWhenClosedThenLetsOthersGoOnWhateverHappens() {
		this.store.close();
		failToWrite((token) -> NEW);
		assertThat(this.other.update("bot", (token) -> token)).isEqualTo(OLD);
	}

	// A last try to save may come late.
	@Test
	void updateWhenClosedWithATokenThatCouldNotBeWrittenThenStillPassesAndWritesIt() {
		failToWrite((token) -> NEW);
		this.store.close();
		assertThat(this.store.update("bot", (token) -> token)).isEqualTo(NEW);
		assertThat(this.other.find("bot")).isEqualTo(NEW);
	}

	@Test
	void updateWhenLockFileWasDeletedMeanwhileThenLocksTheNewOne() throws IOException {
		failToWrite((token) -> NEW);
		Files.delete(this.file.resolveSibling("tokens.json.lock"));
		this.store.save("bot", NEW);
		assertThat(this.other.update("bot", (token) -> token)).isEqualTo(NEW);
	}

	@Test
	void updateWhenThreadIsInterruptedWhileItWaitsThenWaitsOnAndStaysInterrupted() {
		failToWrite((token) -> NEW);
		Thread.currentThread().interrupt();
		assertOtherWaits();
		assertThat(Thread.interrupted()).isTrue();
	}

	private void assertOtherWaits() {
		assertThatExceptionOfType(UnusableTokenFileException.class)
			.isThrownBy(() -> this.other.update("bot", UnwrittenTokenTests::neverCalled));
	}

	private static TwitchToken neverCalled(@Nullable TwitchToken token) {
		throw new AssertionError("Was called with a token that may be spent");
	}

	// A directory in its place keeps the file from being replaced.
	private void failToWrite(UnaryOperator<@Nullable TwitchToken> change) {
		assertThatExceptionOfType(UnusableTokenFileException.class)
			.isThrownBy(() -> this.store.update("bot", (token) -> {
				block();
				return change.apply(token);
			}));
		unblock();
	}

	private void block() {
		run(() -> {
			Files.move(this.file, aside());
			Files.createDirectory(this.file);
		});
	}

	private void unblock() {
		run(() -> {
			Files.delete(this.file);
			Files.move(aside(), this.file);
		});
	}

	private Path aside() {
		return this.file.resolveSibling("aside");
	}

	private static void run(Action action) {
		try {
			action.run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private interface Action {

		void run() throws IOException;

	}

}
