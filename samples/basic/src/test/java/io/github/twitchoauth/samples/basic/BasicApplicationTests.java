package io.github.twitchoauth.samples.basic;

import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BasicApplication}.
 */
@SpringBootTest
@AutoConfigureMockTwitch
@ExtendWith(OutputCaptureExtension.class)
class BasicApplicationTests {

	@Autowired
	private MockTwitch twitch;

	@Test
	void runWhenApprovedThenTellsWhoLoggedIn(CapturedOutput output) {
		this.twitch.approveNext("twitchdev");
		Awaitility.await()
			.untilAsserted(() -> assertThat(output).containsSubsequence(
					"Verification URI: " + this.twitch.getBaseUrl() + "/activate?", "Hello twitchdev",
					"[user:read:email]"));
		assertThat(this.twitch.getRequests(Endpoint.DEVICE)).singleElement()
			.satisfies((request) -> assertThat(request.parameters()).containsEntry("scopes", "user:read:email"));
		this.twitch.assertNoMisuse();
	}

}
