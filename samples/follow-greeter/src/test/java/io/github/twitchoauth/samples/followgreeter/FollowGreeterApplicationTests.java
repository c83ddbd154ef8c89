package io.github.twitchoauth.samples.followgreeter;

import java.time.Duration;

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
 * Tests for {@link FollowGreeterApplication}.
 */
@SpringBootTest
@AutoConfigureMockTwitch
@ExtendWith(OutputCaptureExtension.class)
class FollowGreeterApplicationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private MockTwitch twitch;

	@Test
	void runWhenApprovedAndSomebodyFollowsThenGreetsThem(CapturedOutput output) {
		String code = this.twitch.awaitUserCode(PATIENCE);
		this.twitch.approve(code, "twitchdev");
		this.twitch.eventSub().awaitSubscription("channel.follow", PATIENCE);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(output).containsSubsequence("Verification URI: ", code, "Client is ready!"));

		assertThat(this.twitch.eventSub().follow("twitchdev", "viewer")).isEqualTo(1);

		assertThat(this.twitch.chat().awaitMessages(1, PATIENCE)).singleElement().satisfies((message) -> {
			assertThat(message.text()).isEqualToIgnoringCase("viewer has followed the channel!");
			assertThat(message.broadcaster()).isEqualTo("twitchdev");
		});
		assertThat(this.twitch.getRequests(Endpoint.DEVICE)).singleElement()
			.satisfies((request) -> assertThat(request.parameters()).containsEntry("scopes",
					"user:read:email moderator:read:followers user:write:chat"));
		this.twitch.assertNoMisuse();
	}

}
