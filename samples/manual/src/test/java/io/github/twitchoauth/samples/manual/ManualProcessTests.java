package io.github.twitchoauth.samples.manual;

import java.nio.file.Path;
import java.time.Duration;

import io.github.twitchoauth.samples.testing.ApplicationProcess;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the sample as the README does, without a client id.
 */
class ManualProcessTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({ "authorize, Logged in. Twitch calls you twitchdev",
			"deny, Failed to authorize: The person pressed Deny" })
	void jvmWhenDecidedThenSaysWhatCameOfItAndEnds(String button, String lastLine) throws Exception {
		try (ApplicationProcess process = ApplicationProcess.start(ManualApplication.class,
				this.directory.resolve("output.txt"))) {
			process.openLinkAndPress(button);
			assertThat(process.awaitExit(Duration.ofSeconds(30))).isZero();
			assertThat(process.output()).containsSubsequence("Using a stand-in for Twitch", "Verification URI: ",
					lastLine);
		}
	}

}
