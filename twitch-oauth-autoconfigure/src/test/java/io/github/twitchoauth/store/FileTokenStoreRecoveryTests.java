package io.github.twitchoauth.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for what {@link FileTokenStore} makes of writes that were cut short by the death
 * of their process.
 */
class FileTokenStoreRecoveryTests {

	private Path file;

	private Path temporary;

	@BeforeEach
	void setUp(@TempDir Path directory) throws IOException {
		this.file = directory.toRealPath().resolve("tokens.json");
		this.temporary = this.file.resolveSibling("tokens.json.4711.tmp");
	}

	@Test
	void createWhenWriteWasCutShortThenRemovesIt() throws IOException {
		interruptedWrite("a", "b");
		String whole = Files.readString(this.temporary);
		Files.writeString(this.temporary, whole.substring(0, whole.length() - 1));
		assertThat(new FileTokenStore(this.file).find("bot")).isEqualTo(Samples.token("a"));
		assertOnlyOwnFiles();
	}

	@Test
	void createWhenOnlyTheRenameIsMissingThenCompletesIt() throws IOException {
		interruptedWrite("a", "b");
		assertThat(new FileTokenStore(this.file).find("bot")).isEqualTo(Samples.token("b"));
		assertOnlyOwnFiles();
	}

	@Test
	void createWhenTheVeryFirstRenameIsMissingThenCompletesIt() throws IOException {
		new FileTokenStore(this.file).save("bot", Samples.token("a"));
		Files.move(this.file, this.temporary);
		assertThat(new FileTokenStore(this.file).find("bot")).isEqualTo(Samples.token("a"));
	}

	@Test
	void updateWhenAnotherProcessDiedBeforeTheRenameThenSeesItsToken() throws IOException {
		FileTokenStore survivor = new FileTokenStore(this.file);
		interruptedWrite("a", "b");
		survivor.update("bot", (token) -> {
			assertThat(token).isEqualTo(Samples.token("b"));
			return Samples.token("c");
		});
		assertThat(survivor.find("bot")).isEqualTo(Samples.token("c"));
		assertOnlyOwnFiles();
	}

	@Test
	void saveOfAnotherAccountWhenAProcessDiedBeforeTheRenameThenKeepsBoth() throws IOException {
		FileTokenStore survivor = new FileTokenStore(this.file);
		interruptedWrite("a", "b");
		survivor.save("other", Samples.token("c"));
		assertThat(survivor.find("bot")).isEqualTo(Samples.token("b"));
		assertThat(survivor.find("other")).isEqualTo(Samples.token("c"));
	}

	@Test
	void createWhenFileHasBeenWrittenSinceThenRemovesIt() throws IOException {
		interruptedWrite("a", "b");
		Path elsewhere = Files.move(this.temporary, this.file.resolveSibling("elsewhere"));
		new FileTokenStore(this.file).save("bot", Samples.token("c"));
		Files.move(elsewhere, this.temporary);
		assertThat(new FileTokenStore(this.file).find("bot")).isEqualTo(Samples.token("c"));
		assertOnlyOwnFiles();
	}

	@Test
	void createWhenFileIsCorruptThenLeavesWhatCouldHelpToRepairIt() throws IOException {
		interruptedWrite("a", "b");
		Files.writeString(this.file, "{");
		assertThat(catchThrowable(() -> new FileTokenStore(this.file))).isInstanceOf(UnusableTokenFileException.class);
		assertThat(this.temporary).exists();
	}

	@Test
	void createWhenOtherFilesLieAroundThenLeavesThem() throws IOException {
		List<String> names = List.of("tokens.json.tmp", "tokens.json.old.tmp", "tokensXjson.1.tmp",
				"x.tokens.json.1.tmp", "tokens.json.1.tmp.bak");
		for (String name : names) {
			Files.createFile(this.file.resolveSibling(name));
		}
		new FileTokenStore(this.file).save("bot", Samples.token("a"));
		assertThat(names).allSatisfy((name) -> assertThat(this.file.resolveSibling(name)).exists());
	}

	private void interruptedWrite(String before, String after) throws IOException {
		FileTokenStore store = new FileTokenStore(this.file);
		store.save("bot", Samples.token(before));
		byte[] content = Files.readAllBytes(this.file);
		store.save("bot", Samples.token(after));
		Files.move(this.file, this.temporary);
		Files.write(this.file, content);
	}

	private void assertOnlyOwnFiles() throws IOException {
		try (Stream<Path> files = Files.list(this.file.getParent())) {
			assertThat(files.map((file) -> file.getFileName().toString())).containsExactlyInAnyOrder("tokens.json",
					"tokens.json.lock");
		}
	}

}
