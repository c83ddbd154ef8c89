package io.github.twitchoauth.samples.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.twitchoauth.test.ChatMessage;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Demonstration}.
 */
@Timeout(240)
class DemonstrationProcessTests {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	@Test
	void killWhenANodeGreetsThenAnotherGoesOnAndNobodyIsGreetedTwice() throws IOException {
		try (Demonstration demonstration = Demonstration.start(2)) {
			MockTwitch twitch = demonstration.twitch();
			twitch.approve(twitch.awaitUserCode(PATIENCE), "twitchdev");
			awaitGreeting(demonstration, "ann");
			demonstration.kill();
			awaitGreeting(demonstration, "ben");
			assertThat(twitch.chat().getMessages()).extracting(ChatMessage::text).doesNotHaveDuplicates();
			assertThat(twitch.getRequestCount(Endpoint.DEVICE)).isOne();
			twitch.assertNoMisuse();
		}
	}

	// Users follow again and again until somebody greets one.
	private static void awaitGreeting(Demonstration demonstration, String name) {
		int[] count = { 0 };
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
			demonstration.follow(name + count[0]++);
			List<ChatMessage> chat = demonstration.twitch().chat().getMessages();
			return chat.stream().anyMatch((message) -> message.text().toLowerCase().startsWith(name));
		});
	}

}
