package io.github.twitchoauth.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FileTokenStore} with encryption keys.
 */
class FileTokenStoreEncryptionTests {

	// sha256sum of the keys' bytes
	private static final String KEY_ID = "01d0fabd";

	private static final String OTHER_KEY_ID = "5778f985";

	private static final TokenCipher OLD = TokenCipher.ofBase64(List.of(Samples.KEY));

	private static final TokenCipher NEW = TokenCipher.ofBase64(List.of(Samples.OTHER_KEY));

	private static final TokenCipher BOTH = TokenCipher.ofBase64(List.of(Samples.OTHER_KEY, Samples.KEY));

	private Path file;

	@BeforeEach
	void setUp(@TempDir Path directory) throws IOException {
		this.file = directory.toRealPath().resolve("tokens.json");
	}

	@Test
	void saveWhenThereIsAKeyThenFileContainsNoToken() {
		FileTokenStore store = new FileTokenStore(this.file, OLD);
		store.save("bot", Samples.token("a"));
		assertThat(this.file).content().doesNotContain("access-a", "refresh-a").contains("twitchdev");
		assertThat(new FileTokenStore(this.file, OLD).find("bot")).isEqualTo(Samples.token("a"));
	}

	@Test
	void saveWhenFileIsPlainThenEncryptsThatAccountOnly() {
		FileTokenStore plain = new FileTokenStore(this.file);
		plain.save("a", Samples.token("a"));
		plain.save("b", Samples.token("b"));
		FileTokenStore store = new FileTokenStore(this.file, OLD);
		assertThat(store.find("a")).isEqualTo(Samples.token("a"));
		store.save("a", Samples.token("a2"));
		assertThat(this.file).content().doesNotContain("access-a").contains("access-b");
		assertThat(store.find("a")).isEqualTo(Samples.token("a2"));
		assertThat(store.find("b")).isEqualTo(Samples.token("b"));
	}

	@Test
	void saveWhenKeysAreRotatedThenEncryptsWithTheFirst() {
		new FileTokenStore(this.file, OLD).save("bot", Samples.token("a"));
		FileTokenStore rotating = new FileTokenStore(this.file, BOTH);
		assertThat(rotating.find("bot")).isEqualTo(Samples.token("a"));
		rotating.save("bot", Samples.token("b"));
		assertThat(this.file).content().contains("{v1}" + OTHER_KEY_ID).doesNotContain(KEY_ID);
		assertThat(new FileTokenStore(this.file, NEW).find("bot")).isEqualTo(Samples.token("b"));
	}

	@Test
	void createWhenKeyIsMissingOrWrongThenFailsAndLeavesFile() throws IOException {
		new FileTokenStore(this.file, OLD).save("bot", Samples.token("a"));
		byte[] before = Files.readAllBytes(this.file);
		for (TokenCipher cipher : List.of(TokenCipher.none(), NEW)) {
			assertThatExceptionOfType(UnusableTokenFileException.class)
				.isThrownBy(() -> new FileTokenStore(this.file, cipher))
				.withMessageContaining(this.file.toString())
				.withMessageContaining(KEY_ID)
				.withCauseInstanceOf(MissingEncryptionKeyException.class);
			assertThat(this.file).hasBinaryContent(before);
		}
	}

	@Test
	void createWhenOnlyOneOfManyAccountsNeedsAnotherKeyThenFails() {
		new FileTokenStore(this.file, OLD).save("a", Samples.token("a"));
		new FileTokenStore(this.file, BOTH).save("b", Samples.token("b"));
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> new FileTokenStore(this.file, OLD))
			.withMessageContaining("'b'")
			.withMessageContaining(OTHER_KEY_ID);
	}

	@Test
	void createWhenValueWasCopiedToAnotherAccountThenFails() throws IOException {
		new FileTokenStore(this.file, OLD).save("bot", Samples.token("a"));
		Files.writeString(this.file, Files.readString(this.file).replace("\"bot\"", "\"mallory\""));
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> new FileTokenStore(this.file, OLD))
			.withMessageContaining("'mallory'")
			.withMessageContaining("stored for another account");
	}

}
