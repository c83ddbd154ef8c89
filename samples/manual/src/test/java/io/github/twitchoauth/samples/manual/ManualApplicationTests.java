package io.github.twitchoauth.samples.manual;

import java.time.Duration;

import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ManualApplication}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ManualApplicationTests {

	private MockTwitch twitch;

	@BeforeEach
	void startTwitch() {
		this.twitch = MockTwitch.start();
		this.twitch.setInterval(Duration.ofMillis(100));
	}

	@AfterEach
	void stopTwitch() {
		this.twitch.close();
	}

	@Test
	void runWhenApprovedThenCallsTwitchWithTheToken(CapturedOutput output) {
		this.twitch.approveNext("TwitchDev");
		runToItsEnd();
		assertThat(output).containsSubsequence("Verification URI: " + this.twitch.getBaseUrl(),
				"Twitch calls you TwitchDev");
		this.twitch.assertNoMisuse();
	}

	@Test
	void runWhenCodeExpiresThenSaysSo(CapturedOutput output) {
		this.twitch.setCodeExpiresIn(Duration.ofSeconds(1));
		runToItsEnd();
		assertThat(output).contains("Failed to authorize: Nobody approved the code before it expired");
	}

	private void runToItsEnd() {
		new SpringApplicationBuilder(ManualApplication.class)
			.initializers((context) -> context.getBeanFactory()
				.registerSingleton("mockTwitchConnectionDetails", this.twitch.getConnectionDetails()))
			.run("--twitch.oauth.client-id=abc")
			.close();
	}

}
