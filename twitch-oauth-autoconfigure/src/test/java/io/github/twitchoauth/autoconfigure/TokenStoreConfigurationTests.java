package io.github.twitchoauth.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenStoreConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenStoreConfigurationTests {

	private static final String MEMORY_HINT = "Twitch tokens are kept in memory only";

	private static final TwitchToken TOKEN = new TwitchToken("s3cret", null, Set.of(), null, null, null);

	private static final Accounts ACCOUNTS = new Accounts(new AccountSettings(TokenManager.DEFAULT_ACCOUNT,
			new ClientCredentials("abc", null), Set.of(), false, null), List.of());

	private Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void setUp(@TempDir Path directory) throws IOException {
		this.directory = directory.toRealPath();
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class))
			.withSystemProperties("user.home=" + this.directory)
			.withPropertyValues("twitch.oauth.client-id=abc");
	}

	@Test
	void contextWhenTypeIsNotSetThenKeepsTokensInMemoryAndSaysHowToKeepThem(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(TokenStore.class).hasSingleBean(InMemoryTokenStore.class);
			assertThat(output).containsOnlyOnce(MEMORY_HINT).contains("INFO", "twitch.oauth.token-store.type=file");
			assertThat(this.directory).isEmptyDirectory();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "MEMORY" })
	void contextWhenTypeIsMemoryThenKeepsTokensInMemory(String type) {
		this.runner.withPropertyValues("twitch.oauth.token-store.type=" + type)
			.run((context) -> assertThat(context).hasSingleBean(TokenStore.class)
				.hasSingleBean(InMemoryTokenStore.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void contextWhenUserDefinesAStoreThenBacksOffAndSaysNothing(String type, CapturedOutput output) {
		this.runner.withPropertyValues("twitch.oauth.token-store.type=" + type)
			.withBean("mine", TokenStore.class, () -> Mockito.mock(TokenStore.class))
			.run((context) -> {
				assertThat(context).hasSingleBean(TokenStore.class).hasBean("mine");
				assertThat(output).doesNotContain("Twitch tokens are kept");
				assertThat(this.directory).isEmptyDirectory();
			});
	}

	@Test
	void contextWhenDisabledThenHasNoStore(CapturedOutput output) {
		this.runner.withPropertyValues("twitch.oauth.enabled=false", "twitch.oauth.token-store.type=file")
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(TokenStore.class);
				assertThat(output).doesNotContain("Twitch tokens are kept");
			});
	}

	@Test
	void contextWhenTypeIsFileThenKeepsTokensInFile(CapturedOutput output) {
		Path file = this.directory.resolve("some/where.json");
		this.runner
			.withPropertyValues("twitch.oauth.token-store.type=FILE", "twitch.oauth.token-store.file.path=" + file)
			.run((context) -> {
				assertThat(context).hasSingleBean(TokenStore.class).hasSingleBean(FileTokenStore.class);
				context.getBean(TokenStore.class).save("bot", TOKEN);
				assertThat(file).content().contains("s3cret");
				assertThat(output).contains("'" + file + "', readable to this user only").doesNotContain(MEMORY_HINT);
			});
	}

	@Test
	void contextWhenThereIsAnEncryptionKeyThenEncryptsWithTheFirst(CapturedOutput output) {
		this.runner
			.withPropertyValues("spring.application.name=my-bot", "twitch.oauth.token-store.type=file",
					"twitch.oauth.token-store.encryption-key=" + key(1) + "," + key(2))
			.run((context) -> {
				context.getBean(TokenStore.class).save("bot", TOKEN);
				// sha256sum of the first key
				assertThat(this.directory.resolve(".twitch-oauth/my-bot.json")).content()
					.contains("{v1}01d0fabd:")
					.doesNotContain("s3cret");
				assertThat(output).contains("my-bot.json', encrypted");
			});
	}

	@Test
	void contextWhenUserDefinesAStoreThenItCanHaveTheKey() {
		this.runner.withBean(CustomStore.class)
			.withPropertyValues("twitch.oauth.token-store.encryption-key=" + key(1))
			.run((context) -> {
				TokenCodec codec = context.getBean(CustomStore.class).codec;
				String json = codec.write("bot", TOKEN);
				assertThat(json).contains("{v1}01d0fabd:").doesNotContain("s3cret");
				assertThat(codec.read("bot", json)).isEqualTo(TOKEN);
			});
	}

	@Test
	void contextWhenEncryptionKeyIsMalformedThenFailsAlthoughNothingIsKept() {
		this.runner.withPropertyValues("twitch.oauth.token-store.encryption-key=s3cret-k3y")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTwitchPropertyException.class)
				.hasMessageStartingWith("The property 'twitch.oauth.token-store.encryption-key' cannot be used")
				.hasMessageNotContaining("s3cret"));
	}

	@Test
	void contextWhenThereIsNoEncryptionKeyThenCodecLeavesTokensReadable() {
		this.runner
			.run((context) -> assertThat(context.getBean(TokenCodec.class).write("bot", TOKEN)).contains("s3cret"));
	}

	@Test
	void contextWhenUserDefinesACodecThenBacksOff() {
		TokenCodec codec = new TokenCodec(TokenCipher.none());
		this.runner.withBean("mine", TokenCodec.class, () -> codec)
			.run((context) -> assertThat(context).getBean(TokenCodec.class).isSameAs(codec));
	}

	@Test
	void contextWhenTypeIsEmptyThenNamesTheProperty() {
		this.runner.withPropertyValues("twitch.oauth.token-store.type=")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTwitchPropertyException.class)
				.hasMessage("The property 'twitch.oauth.token-store.type' is empty"));
	}

	@Test
	void contextWhenTypeIsEmptyAndUserDefinesAStoreThenStarts() {
		this.runner.withPropertyValues("twitch.oauth.token-store.type=")
			.withBean("mine", TokenStore.class, () -> Mockito.mock(TokenStore.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(TokenStore.class));
	}

	@ParameterizedTest
	@CsvSource({ "'', application-abc.json", "my-bot, my-bot.json", "Mein Bäcker/Bot, Mein_B_cker_Bot-e51009b2.json",
			"../etc/passwd, _._etc_passwd-ca748f28.json" })
	void contextWhenPathIsNotSetThenNamesFileAfterApplication(String name, String file) {
		this.runner.withPropertyValues("spring.application.name=" + name, "twitch.oauth.token-store.type=file")
			.run((context) -> assertThat(context.getBean(FileTokenStore.class).getPath())
				.isEqualTo(this.directory.resolve(".twitch-oauth").resolve(file)));
	}

	@Test
	void contextWhenApplicationNamesDifferInUnfitCharactersThenFilesDiffer() {
		TokenStorePropertiesMapper mapper = new TokenStorePropertiesMapper(new TokenStoreProperties());
		assertThat(mapper.path("a/b", "/home", ACCOUNTS)).isNotEqualTo(mapper.path("a:b", "/home", ACCOUNTS))
			.isNotEqualTo(mapper.path("a_b", "/home", ACCOUNTS));
		assertThat(mapper.path("x".repeat(300), "/home", ACCOUNTS).getFileName().toString()).hasSizeLessThan(120);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"accessToken\":\"a\"} | application.json",
					"{\"accessToken\":\"a\",\"clientId\":\"abc\"} | application.json",
					"{\"accessToken\":\"a\",\"clientId\":\"bot-client\"} | application.json",
					"{\"accessToken\":\"a\",\"clientId\":\"other\"} | application-abc.json" })
	void contextWhenThereIsAFileOfAnOlderVersionThenUsesItIfTokensMayBeThere(String token, String file)
			throws IOException {
		Path directory = Files.createDirectory(this.directory.resolve(".twitch-oauth"));
		Files.writeString(directory.resolve("application.json"),
				"{\"version\":1,\"accounts\":{\"default\":" + token + "}}");
		this.runner
			.withPropertyValues("twitch.oauth.token-store.type=file", "twitch.oauth.accounts.bot.client-id=bot-client")
			.run((context) -> assertThat(context.getBean(FileTokenStore.class).getPath())
				.isEqualTo(directory.resolve(file)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "?", "" })
	void contextWhenThereIsNoHomeDirectoryThenAsksForThePath(String home) {
		this.runner.withSystemProperties("user.home=" + home)
			.withPropertyValues("twitch.oauth.token-store.type=file")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTwitchPropertyException.class)
				.hasMessageContaining("'twitch.oauth.token-store.file.path' is not set"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "~/tokens.json", "~/./tokens.json" })
	void contextWhenPathBeginsWithATildeThenItIsTheHomeDirectory(String path) {
		this.runner
			.withPropertyValues("twitch.oauth.token-store.type=file", "twitch.oauth.token-store.file.path=" + path)
			.run((context) -> assertThat(context.getBean(FileTokenStore.class).getPath())
				.isEqualTo(this.directory.resolve("tokens.json")));
		assertThat(Path.of("~")).doesNotExist();
	}

	@Test
	void contextWhenATildeIsElsewhereInThePathThenItIsAName() {
		Path file = this.directory.resolve("~bot").resolve("~").resolve("tokens.json");
		this.runner
			.withPropertyValues("twitch.oauth.token-store.type=file", "twitch.oauth.token-store.file.path=" + file)
			.run((context) -> assertThat(context.getBean(FileTokenStore.class).getPath()).isEqualTo(file));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "twitch.oauth.token-store.file.path=~/tokens.json" })
	void contextWhenTheLocaleCannotExpressTheHomeDirectoryThenSaysSo(String path) {
		// Half a character is what no locale can express.
		this.runner.withSystemProperties("user.home=/home/b\ud800r")
			.withPropertyValues("twitch.oauth.token-store.type=file", path)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTwitchPropertyException.class)
				.hasMessageContaining("'twitch.oauth.token-store.file.path'")
				.hasMessageContaining("locale of this process"));
	}

	@Test
	void contextWhenStoreIsMemoryThenIgnoresMissingHomeDirectory() {
		this.runner.withSystemProperties("user.home=?").run((context) -> assertThat(context).hasNotFailed());
	}

	static String key(int seed) {
		byte[] key = new byte[32];
		key[0] = (byte) seed;
		return Base64.getEncoder().encodeToString(key);
	}

	static class CustomStore implements TokenStore {

		private final TokenCodec codec;

		CustomStore(TokenCodec codec) {
			this.codec = codec;
		}

		@Override
		public TwitchToken find(String account) {
			return null;
		}

		@Override
		public TwitchToken update(String account, UnaryOperator<TwitchToken> change) {
			return change.apply(null);
		}

	}

}
