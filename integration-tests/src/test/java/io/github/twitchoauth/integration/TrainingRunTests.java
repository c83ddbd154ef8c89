package io.github.twitchoauth.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.twitchoauth.twitch4j.GreeterProcess;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that an application that is only prepared, and would log in by itself when it
 * runs, connects to nothing.
 */
class TrainingRunTests {

	@AutoClose
	private final ServerSocket twitch = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	TrainingRunTests() throws IOException {
		this.twitch.setSoTimeout(1);
	}

	@Test
	void jvmWhenItIsToEndOnRefreshThenConnectsToNothing() {
		List<String> options = List.of("-Dspring.context.exit=onRefresh", "-cp", System.getProperty("java.class.path"));
		try (ChildProcess process = ChildProcess.start(options, GreeterProcess.class, Map.of(), arguments())) {
			assertThat(process.awaitExit(TestApplication.PATIENCE)).as(process::output).isZero();
		}
		assertNoConnection();
	}

	@Test
	void processingWhenAheadOfTimeThenConnectsToNothing(@TempDir Path output) {
		Settings settings = Settings.builder()
			.sourceOutput(output)
			.resourceOutput(output)
			.classOutput(output)
			.groupId("test")
			.artifactId("test")
			.build();
		new SpringApplicationAotProcessor(GreeterProcess.class, settings, arguments().toArray(String[]::new)).process();
		assertThat(output).isDirectoryRecursivelyContaining("glob:**/GreeterProcess__*.java");
		assertNoConnection();
	}

	private List<String> arguments() {
		String address = "://localhost:" + this.twitch.getLocalPort();
		List<String> arguments = new ArrayList<>(List.of("--twitch.oauth.client-id=test-client",
				"--twitch.oauth.scopes=user:read:chat", "--twitch.oauth.twitch4j.event-sub-uri=ws" + address));
		Stream.of(TestApplication.provider("http" + address)).map("--"::concat).forEach(arguments::add);
		return arguments;
	}

	// A connection waits to be accepted, so none is missed that was made before.
	private void assertNoConnection() {
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> this.twitch.accept().close());
	}

}
