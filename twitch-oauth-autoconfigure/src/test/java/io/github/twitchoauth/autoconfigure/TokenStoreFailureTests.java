package io.github.twitchoauth.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what a user sees on the terminal when the token store cannot be used.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenStoreFailureTests {

	private static final String KEY = TokenStoreConfigurationTests.key(1);

	private Path file;

	@BeforeEach
	void setUp(@TempDir Path directory) throws IOException {
		this.file = directory.toRealPath().resolve("tokens.json");
	}

	@Test
	void runWhenFileIsCorruptThenNamesItAndLeavesIt(CapturedOutput output) throws IOException {
		Files.writeString(this.file, "{\"version\":1,\n\"accounts\":{\"bot\":{\"accessToken\":\"s3cret");
		run();
		assertThat(output).containsIgnoringNewLines("""
				APPLICATION FAILED TO START
				***************************

				Description:

				Twitch tokens are to be kept in the file '%1$s', which cannot be understood: \
				it is not JSON from line 2, column""".formatted(this.file)).containsIgnoringNewLines("""
				The file has been left as it was.

				Action:

				Restore it from a backup, or delete it to log in anew, or name another file:

				    twitch.oauth.token-store.file.path=<path of a file>
				""");
		assertThat(output).doesNotContain("s3cret").doesNotContain("\tat ");
		assertThat(this.file).content().endsWith("s3cret");
	}

	@Test
	void runWhenAFileIsInThePlaceOfADirectoryThenNamesIt(CapturedOutput output) throws IOException {
		Path directory = Files.createFile(this.file);
		this.file = directory.resolve("tokens.json");
		run();
		assertThat(output).contains("'%s', which cannot be used: '%s' is in the way.".formatted(this.file, directory));
	}

	@Test
	void runWhenFileIsADirectoryThenSaysSo(CapturedOutput output) throws IOException {
		Files.createDirectory(this.file);
		run();
		assertThat(output).containsIgnoringNewLines("""
				Twitch tokens are to be kept in the file '%1$s', which cannot be read: '%1$s' is a directory.

				The file has been left as it was.

				Action:

				Remove what is in the place of a file, or name another file:
				""".formatted(this.file));
	}

	@Test
	void runWhenDirectoryCannotBeCreatedThenSaysWhatIsNeeded(CapturedOutput output) throws IOException {
		Files.createFile(this.file);
		this.file = this.file.resolve("nested.json");
		run();
		assertThat(output).contains("APPLICATION FAILED TO START", this.file.toString(),
				"in which the user that runs the application may create files");
	}

	@Test
	void runWhenTheLocaleCannotExpressThePathThenSaysSo(CapturedOutput output) {
		// Half a character is what no locale can express.
		run("--twitch.oauth.token-store.file.path=/srv/b\ud800r/tokens.json");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"The property 'twitch.oauth.token-store.file.path' has characters that the locale of this process",
				"LC_ALL=C.UTF-8");
	}

	@Test
	void runWhenKeyIsMissingThenNamesPropertyAndKeyAndFile(CapturedOutput output) throws IOException {
		save(TokenCipher.ofBase64(List.of(KEY)));
		byte[] before = Files.readAllBytes(this.file);
		run();
		assertThat(output).containsIgnoringNewLines("""
				Description:

				The token of the account 'bot' is encrypted with the key 01d0fabd, which is not among the \
				configured ones. It is in the file '%s'.

				Nothing has been changed in the store.

				Action:

				Add the key with the id 01d0fabd to the list twitch.oauth.token-store.encryption-key. \
				The first key of the list encrypts, all of them decrypt. This prints the id of a key:

				    base64 -d <file with the key> | sha256sum | cut -c1-8

				If that key is lost, so are the tokens: remove them from the store and log in anew.
				""".formatted(this.file));
		assertThat(output).doesNotContain("\tat ");
		assertThat(this.file).hasBinaryContent(before);
		try (Stream<Path> files = Files.list(this.file.getParent())) {
			assertThat(files).hasSize(2);
		}
	}

	@Test
	void runWhenKeyIsWrongThenDoesNotShowIt(CapturedOutput output) {
		save(TokenCipher.ofBase64(List.of(KEY)));
		String wrong = TokenStoreConfigurationTests.key(2);
		run("--twitch.oauth.token-store.encryption-key=" + wrong);
		assertThat(output).contains("01d0fabd", "twitch.oauth.token-store.encryption-key")
			.doesNotContain(wrong)
			.doesNotContain(KEY);
	}

	@Test
	void runWhenKeyIsMalformedThenSaysHowToMakeOne(CapturedOutput output) {
		run("--twitch.oauth.token-store.encryption-key=" + KEY + ",s3cret-k3y");
		assertThat(output).containsIgnoringNewLines("""
				Description:

				The property 'twitch.oauth.token-store.encryption-key' cannot be used: \
				Key 2 of 2 is not the base64 of 32 bytes.

				Action:

				Make a key with 'openssl rand -base64 32'.
				""");
		assertThat(output).doesNotContain("s3cret").doesNotContain(KEY).doesNotContain("\tat ");
		assertThat(this.file).doesNotExist();
	}

	@Test
	void runWhenTypeIsUnknownThenListsTheKnownOnes(CapturedOutput output) {
		run("--twitch.oauth.token-store.type=cloud");
		assertThat(output).contains("APPLICATION FAILED TO START", "twitch.oauth.token-store.type", "cloud", "FILE",
				"MEMORY");
	}

	private void save(TokenCipher cipher) {
		new FileTokenStore(this.file, cipher).save("bot",
				new TwitchToken("s3cret", "s3cret", Set.of(), null, null, null));
	}

	private void run(String... arguments) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(TestApplication.class)
			.web(WebApplicationType.NONE)
			.properties("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false",
					"twitch.oauth.token-store.type=file", "twitch.oauth.token-store.file.path=" + this.file);
		assertThatException().isThrownBy(() -> builder.run(arguments).close());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

	}

}
