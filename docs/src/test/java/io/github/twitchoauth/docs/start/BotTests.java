package io.github.twitchoauth.docs.start;

import java.time.Duration;

import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Bot}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@AutoConfigureMockTwitch(autoApprove = "twitchdev")
@ExtendWith(OutputCaptureExtension.class)
class BotTests {

	@Test
	void startWhenApprovedThenGreets(CapturedOutput output) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(output).containsSubsequence("Verification URI: http", "Hello twitchdev"));
	}

}
