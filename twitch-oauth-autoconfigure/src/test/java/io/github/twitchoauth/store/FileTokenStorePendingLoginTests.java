package io.github.twitchoauth.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.DeviceCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for how {@link FileTokenStore} keeps pending logins.
 */
class FileTokenStorePendingLoginTests {

	private static final TokenCipher CIPHER = TokenCipher.ofBase64(List.of(Samples.KEY));

	private static final TokenCipher OTHER_CIPHER = TokenCipher.ofBase64(List.of(Samples.OTHER_KEY));

	private static final PendingLogin CODE = new PendingLogin(new DeviceCode("s3cret", "JLLKTXWJ",
			URI.create("https://www.twitch.tv/activate"), Instant.parse("2026-11-01T12:00:00Z"), Duration.ofSeconds(5)),
			Set.of("user:bot", "bits:read"));

	private Path file;

	@BeforeEach
	void setUp(@TempDir Path directory) throws IOException {
		this.file = directory.toRealPath().resolve("tokens.json");
	}

	@Test
	void updatePendingLoginWhenThereIsNoFileThenWritesWholeFormatAndLeavesNoTrace() {
		FileTokenStore store = new FileTokenStore(this.file);
		store.updatePendingLogin("bot", (present) -> CODE);
		assertThat(this.file).content().isEqualToIgnoringWhitespace("""
				{"version": 1, "revision": 1, "accounts": {}, "pendingLogins": {"bot": {
				"deviceCode": "s3cret", "userCode": "JLLKTXWJ", "verificationUri": "https://www.twitch.tv/activate",
				"expiresAt": "2026-11-01T12:00:00Z", "interval": "PT5S", "scopes": ["bits:read", "user:bot"]}}}""");
		store.updatePendingLogin("bot", (present) -> null);
		assertThat(this.file).content()
			.isEqualToIgnoringWhitespace("{\"version\": 1, \"revision\": 2, \"accounts\": {}}");
	}

	@Test
	void updatePendingLoginWhenThereIsNothingToForgetThenWritesNothing() {
		new FileTokenStore(this.file).updatePendingLogin("bot", (present) -> null);
		assertThat(this.file).doesNotExist();
	}

	@Test
	void updatePendingLoginWhenThereAreUnknownFieldsThenKeepsThem() throws IOException {
		Files.writeString(this.file, """
				{"version": 1, "new": 1.50, "accounts": {"a": {"accessToken": "a", "new": [1]}},
				"pendingLogins": {"a": {"new": 1}}}""");
		FileTokenStore store = new FileTokenStore(this.file);
		store.updatePendingLogin("bot", (present) -> CODE);
		store.save("bot", Samples.token("b"));
		store.updatePendingLogin("bot", (present) -> null);
		store.remove("bot");
		assertThat(this.file).content().isEqualToIgnoringWhitespace("""
				{"version": 1, "new": 1.50, "accounts": {"a": {"accessToken": "a", "new": [1]}},
				"pendingLogins": {"a": {"new": 1}}, "revision": 4}""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "\"s3cret\"", "{\"bot\": 1}", "{\"bot\": {}}" })
	void findPendingLoginWhenMalformedThenReturnsNullAndTokensStay(String logins) throws IOException {
		Files.writeString(this.file, """
				{"version": 1, "accounts": {"bot": {"accessToken": "a"}}, "pendingLogins": %s}""".formatted(logins));
		FileTokenStore store = new FileTokenStore(this.file, CIPHER);
		assertThat(store.findPendingLogin("bot")).isNull();
		store.updatePendingLogin("bot", (present) -> CODE);
		assertThat(store.findPendingLogin("bot")).isEqualTo(CODE);
		assertThat(store.find("bot")).isNotNull();
	}

	@Test
	void updatePendingLoginWhenThereIsAKeyThenFileContainsNoDeviceCode() {
		new FileTokenStore(this.file, CIPHER).updatePendingLogin("bot", (present) -> CODE);
		assertThat(this.file).content().doesNotContain("s3cret").contains("JLLKTXWJ", "{v1}");
		assertThat(new FileTokenStore(this.file, CIPHER).findPendingLogin("bot")).isEqualTo(CODE);
	}

	@Test
	void createWhenDeviceCodeIsPlainThenEncryptsIt() {
		new FileTokenStore(this.file).updatePendingLogin("bot", (present) -> CODE);
		FileTokenStore store = new FileTokenStore(this.file, CIPHER);
		assertThat(this.file).content().doesNotContain("s3cret");
		assertThat(store.findPendingLogin("bot")).isEqualTo(CODE);
	}

	@Test
	void createWhenKeyOfAPendingLoginIsMissingThenTokensAreOfUse() throws IOException {
		new FileTokenStore(this.file, CIPHER).updatePendingLogin("bot", (present) -> CODE);
		byte[] before = Files.readAllBytes(this.file);
		FileTokenStore store = new FileTokenStore(this.file, OTHER_CIPHER);
		assertThat(store.findPendingLogin("bot")).isNull();
		assertThat(this.file).hasBinaryContent(before);
		store.save("bot", Samples.token("a"));
		assertThat(store.find("bot")).isEqualTo(Samples.token("a"));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void updatePendingLoginWhenFileIsMadeThenIsClosedToOthers() throws IOException {
		new FileTokenStore(this.file).updatePendingLogin("bot", (present) -> CODE);
		assertThat(Files.getPosixFilePermissions(this.file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
	}

	@Test
	void updatePendingLoginWhenFileHasDisappearedThenFailsAndMakesNoNewOne() throws IOException {
		FileTokenStore store = new FileTokenStore(this.file);
		store.save("bot", Samples.token("a"));
		Files.delete(this.file);
		assertThatExceptionOfType(UnusableTokenFileException.class)
			.isThrownBy(() -> store.updatePendingLogin("bot", (present) -> CODE));
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> store.findPendingLogin("bot"));
		assertThat(this.file).doesNotExist();
	}

}
