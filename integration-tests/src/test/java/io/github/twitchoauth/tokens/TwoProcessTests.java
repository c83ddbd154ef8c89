package io.github.twitchoauth.tokens;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes share a file, and with it one login.
 */
class TwoProcessTests {

	private static final int EXPIRIES = Boolean.getBoolean("soak") ? 50 : 10;

	private static final int CALLS = 50;

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@TempDir
	private Path directory;

	@AutoClose
	private BotProcess first;

	@AutoClose
	private BotProcess second;

	@BeforeEach
	void logIn() {
		this.twitch.setInterval(Duration.ofMillis(50));
		this.twitch.approveNext("twitchdev");
		this.first = start().awaitEvent("AuthenticatedEvent");
		this.second = start().awaitEvent("AuthenticatedEvent restored");
	}

	@Test
	void callsWhenTokenExpiresAgainAndAgainThenRefreshOnceEachTimeAndNeverFail() {
		for (int expiry = 1; expiry <= EXPIRIES; expiry++) {
			this.twitch.expireAccessTokens();
			List<BotProcess> both = List.of(this.first, this.second);
			both.forEach((process) -> process.call(CALLS));
			both.forEach(BotProcess::awaitSuccess);
			assertThat(this.twitch.getRefreshCount()).isEqualTo(expiry);
		}
		assertThat(this.twitch.getRequestCount(Endpoint.REFRESH)).isEqualTo(EXPIRIES);
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isEqualTo(1);
		assertThat(this.twitch.getReplays()).isEmpty();
		this.twitch.assertNoMisuse();
	}

	private BotProcess start() {
		return BotProcess.start(this.twitch, this.directory.resolve("tokens.json"));
	}

}
