package io.github.twitchoauth.samples.followgreeter;

import java.time.Duration;

import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MockFollowers}.
 */
@SpringBootTest
@ActiveProfiles("mock")
@ExtendWith(OutputCaptureExtension.class)
class MockFollowersTests {

	@Autowired
	private MockTwitch twitch;

	@Test
	void runWhenApprovedThenSomebodyFollowsAndIsGreeted(CapturedOutput output) {
		this.twitch.approveNext("twitchdev");
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(output.getOut().toLowerCase())
				.contains("chat of twitchdev: viewer1 has followed the channel!"));
	}

}
