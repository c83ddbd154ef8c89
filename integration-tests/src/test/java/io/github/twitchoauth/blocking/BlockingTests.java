package io.github.twitchoauth.blocking;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.integration.ChildProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that neither event loops nor timer threads are ever blocked.
 */
@Tag("long")
class BlockingTests {

	@TempDir
	private Path directory;

	@Test
	void runWhenWatchedByBlockHoundThenOnlyTheDeliberateBlockIsFound() {
		Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS",
				"-XX:+AllowRedefinitionToAddDeleteMethods -XX:+EnableDynamicAgentLoading");
		List<String> arguments = List.of("--twitch.oauth.mock.enabled=true", "--twitch.oauth.mock.interval=100ms",
				"--twitch.oauth.auto-start=false", "--twitch.oauth.scopes=moderator:read:followers,user:write:chat",
				"--twitch.oauth.token-store.type=file",
				"--twitch.oauth.token-store.file.path=" + this.directory.resolve("tokens.json"));
		try (ChildProcess bot = ChildProcess.start(WatchedBot.class, environment, arguments)) {
			bot.awaitExit(Duration.ofMinutes(3));
			String output = bot.output();
			assertThat(output).containsSubsequence("STEP login", "STEP greeting", "STEP refresh on refusal",
					"STEP refresh after a fault", "STEP revocation", "BLOCKED", "STEP end");
			assertThat(output.substring(0, output.indexOf("STEP revocation"))).doesNotContain("BLOCKED");
		}
	}

}
