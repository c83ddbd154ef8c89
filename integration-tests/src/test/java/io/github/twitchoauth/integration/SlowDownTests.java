package io.github.twitchoauth.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code slow_down} of RFC 8628, section 3.5.
 */
class SlowDownTests {

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private final TestApplication application = TestApplication.start(this.twitch.getBaseUrl());

	@Test
	void authorizeWhenToldToSlowDownThenAddsFiveSecondsToInterval() {
		this.twitch.setInterval(Duration.ofMillis(300));
		CompletableFuture<TwitchToken> login = this.application.flow().authorize().toFuture();
		String userCode = this.twitch.awaitUserCode(TestApplication.PATIENCE);
		this.twitch.slowDown(userCode);
		this.twitch.approve(userCode, "twitchdev");
		assertThat(login).succeedsWithin(TestApplication.PATIENCE);
		// There may be polls before it is told.
		List<Instant> polls = this.twitch.getPolls(userCode);
		Polls.assertGaps(polls.subList(polls.size() - 2, polls.size()), Duration.ofMillis(5300));
		this.twitch.assertNoMisuse();
	}

}
