package io.github.twitchoauth.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.store.TokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for the ways to keep secrets that the documentation recommends, with the
 * directories that Docker, Kubernetes and systemd make.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretRecipeTests {

	private static final String OLD_KEY = TokenStoreConfigurationTests.key(1);

	private static final String NEW_KEY = TokenStoreConfigurationTests.key(2);

	private static final TwitchToken TOKEN = new TwitchToken("access-in-clear", "refresh-in-clear", Set.of(), null, "1",
			"twitchdev", "abc");

	private static final TwitchToken REFRESHED = new TwitchToken("fresh-in-clear", "next-in-clear", Set.of(), null, "1",
			"twitchdev", "abc");

	@TempDir
	private Path directory;

	@Test
	void secretsWhenFilesOfDockerThenAreRead() throws IOException {
		write(this.directory.resolve("twitch.oauth.client-secret"), "s3cret-of-docker\n");
		write(this.directory.resolve("twitch.oauth.token-store.encryption-key"), OLD_KEY + "\n");
		try (ConfigurableApplicationContext context = run("configtree:" + this.directory + "/")) {
			assertThat(clientSecret(context)).isEqualTo("s3cret-of-docker");
			context.getBean(TokenStore.class).save("default", TOKEN);
			assertIsEncrypted();
		}
	}

	@Test
	void secretsWhenVolumeOfKubernetesThenAreRead() throws IOException {
		Path version = Files.createDirectory(this.directory.resolve("..2026_11_30_12_00_00.123456789"));
		write(version.resolve("twitch.oauth.client-secret"), "s3cret-of-kubernetes");
		Files.createSymbolicLink(this.directory.resolve("..data"), version.getFileName());
		Files.createSymbolicLink(this.directory.resolve("twitch.oauth.client-secret"),
				Path.of("..data", "twitch.oauth.client-secret"));
		try (ConfigurableApplicationContext context = run("configtree:" + this.directory + "/")) {
			assertThat(clientSecret(context)).isEqualTo("s3cret-of-kubernetes");
		}
	}

	@Test
	void secretsWhenCredentialsOfSystemdThenAreRead() throws IOException {
		write(this.directory.resolve("twitch.oauth.client-secret"), "s3cret-of-systemd\n");
		try (ConfigurableApplicationContext context = run("optional:configtree:${CREDENTIALS_DIRECTORY}/",
				"--CREDENTIALS_DIRECTORY=" + this.directory)) {
			assertThat(clientSecret(context)).isEqualTo("s3cret-of-systemd");
		}
	}

	@Test
	void keyWhenRotatedThenTokensStayReadable() throws IOException {
		Path keys = this.directory.resolve("twitch.oauth.token-store.encryption-key");
		write(keys, OLD_KEY);
		save(TOKEN);
		write(keys, NEW_KEY + "," + OLD_KEY + "\n");
		assertThat(find()).isEqualTo(TOKEN);
		save(REFRESHED);
		write(keys, NEW_KEY);
		assertThat(find()).isEqualTo(REFRESHED);
		assertIsEncrypted();
	}

	@Test
	void startWhenEncryptionIsRequiredAndThereIsNoKeyThenFails(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run("optional:configtree:" + this.directory + "/",
				"--twitch.oauth.token-store.require-encryption=true"));
		assertThat(output)
			.contains("'twitch.oauth.token-store.encryption-key' is not set",
					"'twitch.oauth.token-store.require-encryption' is true", "openssl rand -base64 32")
			.doesNotContain("\tat ");
		assertThat(tokens()).doesNotExist();
	}

	@Test
	void startWhenEncryptionIsRequiredAndThereIsAKeyThenEncrypts() throws IOException {
		write(this.directory.resolve("twitch.oauth.token-store.encryption-key"), NEW_KEY);
		try (ConfigurableApplicationContext context = run("configtree:" + this.directory + "/",
				"--twitch.oauth.token-store.require-encryption=true")) {
			context.getBean(TokenStore.class).save("default", TOKEN);
			assertIsEncrypted();
		}
	}

	private void save(TwitchToken token) {
		try (ConfigurableApplicationContext context = run("configtree:" + this.directory + "/")) {
			context.getBean(TokenStore.class).save("default", token);
		}
	}

	private TwitchToken find() {
		try (ConfigurableApplicationContext context = run("configtree:" + this.directory + "/")) {
			return context.getBean(TokenStore.class).find("default");
		}
	}

	private void assertIsEncrypted() {
		assertThat(tokens()).content().contains("default").doesNotContain("in-clear");
	}

	private static String clientSecret(ConfigurableApplicationContext context) {
		return context.getBean(Accounts.class).defaultAccount().client().clientSecret();
	}

	private static void write(Path file, String content) throws IOException {
		Files.writeString(file, content);
	}

	private Path tokens() {
		return this.directory.resolveSibling(this.directory.getFileName() + ".json");
	}

	private ConfigurableApplicationContext run(String location, String... arguments) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties("spring.main.banner-mode=off", "spring.config.import=" + location, "twitch.oauth.client-id=abc",
					"twitch.oauth.auto-start=false", "twitch.oauth.token-store.type=file",
					"twitch.oauth.token-store.file.path=" + tokens());
		return application.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
