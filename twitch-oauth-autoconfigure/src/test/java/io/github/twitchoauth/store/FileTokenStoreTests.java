package io.github.twitchoauth.store;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.then;

/**
 * Tests for what {@link FileTokenStore} makes of its file.
 */
class FileTokenStoreTests {

	private Path directory;

	private Path file;

	@BeforeEach
	void setUp(@TempDir Path directory) throws IOException {
		this.directory = directory.toRealPath();
		this.file = this.directory.resolve("tokens.json");
	}

	@Test
	void saveWhenThereIsNoFileThenWritesWholeFormat() throws IOException {
		new FileTokenStore(this.file).save("bot", Samples.token("a"));
		assertThat(this.file).content().isEqualToIgnoringWhitespace("""
				{"version": 1, "revision": 1, "accounts": {"bot": {
				"accessToken": "access-a", "refreshToken": "refresh-a", "scopes": ["bits:read", "user:read:chat"],
				"expiresAt": "2026-11-01T12:00:00.123456789Z", "userId": "141981764", "login": "twitchdev"}}}""");
	}

	@Test
	void findWhenThereIsNoFileThenReturnsNothingAndWritesNone() {
		assertThat(new FileTokenStore(this.file).find("bot")).isNull();
		assertThat(this.file).doesNotExist();
	}

	@Test
	void saveWhenDirectoryIsMissingThenCreatesIt() {
		Path file = this.directory.resolve("a/b/tokens.json");
		new FileTokenStore(file).save("bot", Samples.token("a"));
		assertThat(file).exists();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anyMethodWhenFileHasDisappearedThenFailsAndMakesNoNewOne(boolean withDirectory) throws IOException {
		Path file = this.directory.resolve("volume/tokens.json");
		FileTokenStore store = new FileTokenStore(file);
		store.save("bot", Samples.token("a"));
		Path unmounted = withDirectory ? file.getParent() : file;
		Path elsewhere = Files.move(unmounted, this.directory.resolve("elsewhere"));
		UnaryOperator<TwitchToken> change = Mockito.mock();
		Stream
			.<Runnable>of(() -> store.find("bot"), () -> store.update("bot", change),
					() -> store.save("other", Samples.token("b")), () -> store.remove("bot"))
			.forEach((call) -> assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(call::run)
				.withMessageContainingAll("has disappeared", "Mount its volume again", "restart the application"));
		then(change).shouldHaveNoInteractions();
		assertThat(unmounted).doesNotExist();
		Files.move(elsewhere, unmounted);
		assertThat(store.find("bot")).isEqualTo(Samples.token("a"));
		store.remove("bot");
		assertThat(store.find("bot")).isNull();
	}

	@Test
	void findWhenEmptyMountPointIsInThePlaceOfTheVolumeThenFailsAndLeavesItEmpty() throws IOException {
		Path file = Files.createDirectory(this.directory.resolve("volume")).resolve("tokens.json");
		new FileTokenStore(file).save("bot", Samples.token("a"));
		FileTokenStore store = new FileTokenStore(file);
		Files.move(file.getParent(), this.directory.resolve("elsewhere"));
		Path mountPoint = Files.createDirectory(file.getParent());
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> store.find("bot"));
		assertThatExceptionOfType(UnusableTokenFileException.class)
			.isThrownBy(() -> store.save("bot", Samples.token("b")));
		assertThat(mountPoint).isEmptyDirectory();
	}

	@Test
	void createWhenFileHasBeenDeletedThenStartsAnew() throws IOException {
		new FileTokenStore(this.file).save("bot", Samples.token("a"));
		Files.delete(this.file);
		FileTokenStore store = new FileTokenStore(this.file);
		assertThat(store.find("bot")).isNull();
		store.save("bot", Samples.token("b"));
		assertThat(store.find("bot")).isEqualTo(Samples.token("b"));
	}

	@Test
	void updateWhenTokenStaysTheSameThenDoesNotWrite() throws IOException {
		FileTokenStore store = new FileTokenStore(this.file);
		store.save("bot", Samples.token("a"));
		String before = Files.readString(this.file);
		store.save("bot", Samples.token("a"));
		store.update("bot", (token) -> token);
		store.remove("other");
		assertThat(this.file).hasContent(before);
	}

	@Test
	void saveWhenFileHasUnknownFieldsThenKeepsThem() throws IOException {
		Files.writeString(this.file, """
				{"comment": {"by": ["me", null]}, "version": 1, "price": 1.10, "big": 123456789012345678901234567890,
				"accounts": {"other": {"accessToken": "x", "note": "hi"},
				"bot": {"note": [1e400], "accessToken": "old", "login": "gone", "zoom": -0.50}}}""");
		new FileTokenStore(this.file).save("bot", new TwitchToken("new", null, Set.of(), null, null, null));
		assertThat(this.file).content().isEqualToIgnoringWhitespace("""
				{"comment": {"by": ["me", null]}, "version": 1, "price": 1.10, "big": 123456789012345678901234567890,
				"accounts": {"other": {"accessToken": "x", "note": "hi"},
				"bot": {"note": [1E+400], "accessToken": "new", "zoom": -0.50, "scopes": []}}, "revision": 1}""");
	}

	@Test
	void removeWhenThereAreOthersThenKeepsThem() {
		FileTokenStore store = new FileTokenStore(this.file);
		store.save("a", Samples.token("a"));
		store.save("b", Samples.token("b"));
		store.remove("a");
		assertThat(this.file).content().doesNotContain("access-a").contains("access-b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "s3cret", "{", "[]", "null", "{}", "{\"version\":1}", "{\"accounts\":{}}",
			"{\"version\":\"1\",\"accounts\":{}}", "{\"version\":0,\"accounts\":{}}",
			"{\"version\":1,\"accounts\":[\"s3cret\"]}", "{\"version\":1,\"accounts\":{\"bot\":\"s3cret\"}}",
			"{\"version\":1,\"accounts\":{\"bot\":{\"login\":\"s3cret\"}}}",
			"{\"version\":1,\"accounts\":{\"bot\":{\"accessToken\":\"s3cret\"}}} s3cret",
			"{\"version\":1,\"accounts\":{\"bot\":{\"accessToken\":\"s3cret\"},\"bot\":{\"accessToken\":\"x\"}}}",
			"{\"version\":1,\"revision\":\"s3cret\",\"accounts\":{}}" })
	void createWhenFileIsCorruptThenFailsNamesItAndLeavesIt(String content) throws IOException {
		Files.writeString(this.file, content);
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> new FileTokenStore(this.file))
			.withMessageContaining(this.file.toString())
			.withMessageContaining("Restore it from a backup, or delete it")
			.satisfies((ex) -> assertThat(stackTrace(ex)).doesNotContain("s3cret"));
		assertThat(this.file).hasContent(content);
		assertThat(names()).containsExactlyInAnyOrder("tokens.json");
	}

	@Test
	void createWhenFileIsOfNewerVersionThenFailsAndLeavesIt() throws IOException {
		String content = "{\"version\":2,\"accounts\":{},\"vault\":\"…\"}";
		Files.writeString(this.file, content);
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> new FileTokenStore(this.file))
			.withMessageContaining("format version 2 is newer than 1")
			.withMessageContaining("Update the application");
		assertThat(this.file).usingCharset(StandardCharsets.UTF_8).hasContent(content);
	}

	@Test
	void createWhenFileIsADirectoryThenFails() throws IOException {
		Files.createDirectory(this.file);
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> new FileTokenStore(this.file));
	}

	@Test
	void createWhenDirectoryIsAFileThenFailsAndNamesTheFile() throws IOException {
		Files.createFile(this.directory.resolve("tokens"));
		Path file = this.directory.resolve("tokens/tokens.json");
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> new FileTokenStore(file))
			.withMessageContaining(file.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"version\":1", "{\"version\":2,\"accounts\":{}}" })
	void anyMethodWhenFileHasBecomeCorruptThenFailsBeforeTheChangeAndLeavesIt(String content) throws IOException {
		FileTokenStore store = new FileTokenStore(this.file);
		store.save("bot", Samples.token("a"));
		Files.writeString(this.file, content);
		UnaryOperator<TwitchToken> change = Mockito.mock();
		Stream
			.<Runnable>of(() -> store.find("bot"), () -> store.update("bot", change),
					() -> store.save("bot", Samples.token("b")), () -> store.remove("bot"))
			.forEach((call) -> assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(call::run));
		then(change).shouldHaveNoInteractions();
		assertThat(this.file).hasContent(content);
	}

	@Test
	void updateWhenFileBecomesCorruptMeanwhileThenFailsAndLeavesIt() {
		FileTokenStore store = new FileTokenStore(this.file);
		store.save("bot", Samples.token("a"));
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> store.update("bot", (token) -> {
			write("{");
			return Samples.token("b");
		}));
		assertThat(this.file).hasContent("{");
	}

	@Test
	void updateWhenAccountIsChangedMeanwhileWithoutLockThenFailsAndLeavesTheChange() throws IOException {
		FileTokenStore store = new FileTokenStore(this.file);
		store.save("bot", Samples.token("a"));
		String changed = Files.readString(this.file).replace("access-a", "access-theirs");
		assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> store.update("bot", (token) -> {
			write(changed);
			return Samples.token("b");
		})).withMessageContaining("'bot'").withMessageContaining(this.file.toString());
		assertThat(this.file).hasContent(changed);
	}

	@Test
	void updateWhenTheFileWasChangedByHandThenSeesIt() throws IOException {
		FileTokenStore store = new FileTokenStore(this.file);
		store.save("bot", Samples.token("a"));
		write(Files.readString(this.file).replace("access-a", "access-edited"));
		assertThat(store.find("bot")).extracting(TwitchToken::accessToken).isEqualTo("access-edited");
		store.update("bot", (token) -> {
			assertThat(token).extracting(TwitchToken::accessToken).isEqualTo("access-edited");
			return token;
		});
	}

	@Test
	void saveWhenPathIsALinkThenKeepsTheLinkAndItsTarget() throws IOException {
		Path target = Files.createDirectory(this.directory.resolve("volume")).resolve("real.json");
		Path link = Files.createSymbolicLink(this.file, Path.of("volume/real.json"));
		FileTokenStore store = new FileTokenStore(link);
		store.save("bot", Samples.token("a"));
		store.save("bot", Samples.token("b"));
		assertThat(link).isSymbolicLink();
		assertThat(target).isRegularFile().content().contains("access-b");
		assertThat(store.getPath()).isEqualTo(target.toRealPath());
		assertThat(names()).containsExactlyInAnyOrder("tokens.json", "volume");
	}

	@Test
	void createWhenPathIsALinkToItselfThenFails() throws IOException {
		Files.createSymbolicLink(this.file, Path.of("tokens.json"));
		assertThatExceptionOfType(UnusableTokenFileException.class).isThrownBy(() -> new FileTokenStore(this.file));
	}

	@Test
	void saveWhenDirectoryIsALinkThenWritesThere() throws IOException {
		Path real = Files.createDirectory(this.directory.resolve("real"));
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), real);
		new FileTokenStore(link.resolve("tokens.json")).save("bot", Samples.token("a"));
		assertThat(real.resolve("tokens.json")).exists();
	}

	@Test
	void updateWhenNameIsNotUnicodeThenRefuses() {
		FileTokenStore store = new FileTokenStore(this.file);
		assertThatIllegalArgumentException().isThrownBy(() -> store.save("half\ud83c", Samples.token("a")));
	}

	@Test
	void toStringShowsThePath() throws IOException {
		assertThat(new FileTokenStore(this.file)).hasToString("FileTokenStore[" + this.file + "]");
	}

	private static String stackTrace(Throwable failure) {
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		return trace.toString();
	}

	private void write(String content) {
		try {
			Files.writeString(this.file, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

}
