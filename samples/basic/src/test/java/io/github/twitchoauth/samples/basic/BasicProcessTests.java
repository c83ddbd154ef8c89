package io.github.twitchoauth.samples.basic;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.twitchoauth.samples.testing.ApplicationProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the sample as the README does, without a client id. Nothing that is needed only to
 * operate it is there.
 */
class BasicProcessTests {

	private static final int TERMINATED = 128 + 15;

	@TempDir
	private Path directory;

	@Test
	void jvmWhenAuthorizedThenTellsWhoLoggedInAndEndsWhenTerminated() throws Exception {
		try (ApplicationProcess process = ApplicationProcess.start(BasicApplication.class,
				this.directory.resolve("output.txt"))) {
			process.openLinkAndPress("authorize");
			process.awaitOutput("Hello twitchdev");
			assertThat(process.output()).containsSubsequence("Using a stand-in for Twitch", "Verification URI: ",
					"Hello twitchdev");
			process.terminate();
			assertThat(process.awaitExit(Duration.ofSeconds(30))).isEqualTo(TERMINATED);
		}
	}

	@Test
	void classPathThenHasNeitherMetricsNorActuator() {
		assertThat(List.of("io.micrometer.core.instrument.MeterRegistry", "io.micrometer.tracing.Tracer",
				"org.springframework.boot.actuate.endpoint.annotation.Endpoint",
				"org.springframework.boot.health.contributor.HealthIndicator"))
			.noneMatch((name) -> ClassUtils.isPresent(name, getClass().getClassLoader()));
	}

	@Test
	@EnabledIf("io.github.twitchoauth.samples.testing.ApplicationProcess#canStartOnTerminal")
	void jvmWhenEnterIsPressedAfterADenialThenShowsANewCode() throws Exception {
		try (ApplicationProcess process = ApplicationProcess.startOnTerminal(BasicApplication.class,
				this.directory.resolve("output.txt"))) {
			process.openLinkAndPress("deny");
			process.awaitOutput("Press Enter for a new code");
			process.pressEnter();
			process.awaitOutput("(?s)Press Enter.*Verification URI: ");
		}
	}

}
