package io.github.twitchoauth.test;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The npm client {@code twurple} knows nothing of this stand-in. It runs against it as it
 * is. Runs in the profile {@code foreign-clients} only, because it needs node, npm and a
 * registry.
 */
@Tag("foreign-clients")
class TwurpleTests {

	private static final boolean WINDOWS = File.separatorChar == '\\';

	@BeforeAll
	static void install() {
		run(Duration.ofMinutes(5), WINDOWS ? "npm.cmd" : "npm", "install", "--no-package-lock", "--no-audit",
				"--no-fund");
	}

	@Test
	void clientWhenItLogsInThenEveryStepWorks() {
		try (MockTwitch twitch = MockTwitch.start()) {
			twitch.setInterval(Duration.ofSeconds(1));
			JsonNode result = JsonMapper.shared()
				.readTree(run(Duration.ofMinutes(1), "node", "client.mjs", twitch.getBaseUrl(), "test-client"));
			assertThat(result.get("pending").asString()).isEqualTo("authorization_pending");
			assertThat(result.get("used").asString()).isEqualTo("invalid device code");
			assertThat(result.get("names").toString()).isEqualTo("[\"TwitchDev\"]");
			assertThat(result.get("granted").size()).isZero();
			assertThat(result.get("revoked").asBoolean()).isTrue();
			assertThat(twitch.getRequestCount(Endpoint.HELIX_USERS)).isEqualTo(21);
			assertThat(twitch.getRefreshCount()).isEqualTo(1);
			assertThat(twitch.getReplays()).isEmpty();
			assertThat(twitch.getMisuses()).contains("POST /oauth2/device carried scopes in the URL",
					"POST /oauth2/token carried refresh_token in the URL");
		}
	}

	private static String run(Duration timeout, String... command) {
		try {
			File output = File.createTempFile("twurple", ".txt");
			File errors = File.createTempFile("twurple", ".txt");
			Process process = new ProcessBuilder(command).directory(new ClassPathResource("twurple").getFile())
				.redirectOutput(output)
				.redirectError(errors)
				.start();
			boolean ended = process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS);
			process.destroyForcibly();
			String text = read(output);
			assertThat(ended).as("%s hangs: %s", command[0], text).isTrue();
			assertThat(process.exitValue()).as("%s: %s%s", command[0], text, read(errors)).isZero();
			return text;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(
					"The profile foreign-clients needs " + command[0] + ": install Node.js 20 or newer with npm", ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String read(File file) throws IOException {
		String text = Files.readString(file.toPath(), StandardCharsets.UTF_8);
		Files.delete(file.toPath());
		return text;
	}

}
