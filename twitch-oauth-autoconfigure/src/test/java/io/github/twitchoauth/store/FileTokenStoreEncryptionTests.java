package io.github.twitchoauth.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FileTokenStore} with encryption keys.
 */
@ExtendWith(OutputCaptureExtension.class)
class FileTokenStoreEncryptionTests {

	// sha256sum of the keys' bytes
	private static final String KEY_ID = "01d0fabd";

	private static final String OTHER_KEY_ID = "5778f985";

	private static final TokenCipher OLD = TokenCipher.ofBase64(List.of(Samples.KEY));

	private static final TokenCipher NEW = TokenCipher.ofBase64(List.of(Samples.OTHER_KEY));

	private static final TokenCipher BOTH = TokenCipher.ofBase64(List.of(Samples.OTHER_KEY, Samples.KEY));

	@AutoClose("shutdownNow")
	private final ExecutorService executor = Executors.newSingleThreadExecutor();

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
	void createWhenFileIsPlainThenEncryptsAndReportsEachAccount(CapturedOutput output) {
		FileTokenStore plain = new FileTokenStore(this.file);
		plain.save("a", Samples.token("a"));
		plain.save("b", Samples.token("b"));
		assertThat(output).doesNotContain("not encrypted");
		FileTokenStore store = new FileTokenStore(this.file, OLD);
		assertThat(this.file).content().doesNotContain("access-", "refresh-").contains("twitchdev");
		assertThat(store.find("a")).isEqualTo(Samples.token("a"));
		assertThat(store.find("b")).isEqualTo(Samples.token("b"));
		assertThat(output).containsOnlyOnce("the account 'a' is not encrypted")
			.containsOnlyOnce("the account 'b' is not encrypted");
	}

	@Test
	void createWhenFileIsEncryptedThenLeavesIt(CapturedOutput output) throws IOException {
		new FileTokenStore(this.file, OLD).save("a", Samples.token("a"));
		byte[] before = Files.readAllBytes(this.file);
		new FileTokenStore(this.file, BOTH);
		assertThat(this.file).hasBinaryContent(before);
		assertThat(output).doesNotContain("not encrypted");
	}

	@Test
	void createWhenAnUpdateIsUnderWayThenDoesNotEncryptBeforeItsEnd() throws Exception {
		FileTokenStore plain = new FileTokenStore(this.file);
		plain.save("a", Samples.token("a"));
		AtomicReference<Future<FileTokenStore>> created = new AtomicReference<>();
		plain.update("a", (token) -> {
			created.set(this.executor.submit(() -> new FileTokenStore(this.file, OLD)));
			assertThat(created.get()).failsWithin(Duration.ofMillis(200));
			assertThat(this.file).content().contains("access-a");
			return Samples.token("b");
		});
		assertThat(created.get().get(10, TimeUnit.SECONDS).find("a")).isEqualTo(Samples.token("b"));
		assertThat(this.file).content().doesNotContain("access-");
	}

	@Test
	void findWhenARecordHasBecomePlainThenReportsItOnceAndTheNextWriteEncryptsIt(CapturedOutput output) {
		new FileTokenStore(this.file).save("a", Samples.token("a"));
		FileTokenStore store = new FileTokenStore(this.file, OLD);
		write("b");
		assertThat(store.find("b")).isEqualTo(Samples.token("b"));
		store.find("b");
		assertThat(output).containsOnlyOnce("the account 'b' is not encrypted");
		store.save("b", Samples.token("b2"));
		assertThat(this.file).content().doesNotContain("access-b");
		write("b");
		store.find("b");
		assertThat(output.toString().split("the account 'b' is not encrypted")).hasSize(3);
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

	// As somebody who does not know the key.
	private void write(String account) {
		JsonMapper mapper = JsonMapper.shared();
		ObjectNode content = (ObjectNode) mapper.readTree(this.file.toFile());
		((ObjectNode) content.get("accounts")).set(account,
				mapper.readTree(new TokenCodec(TokenCipher.none()).write(account, Samples.token(account))));
		mapper.writeValue(this.file.toFile(), content);
	}

}
