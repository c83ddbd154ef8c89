package io.github.twitchoauth.samples.basic;

import java.time.Duration;

import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BasicApplication} with its login page.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("page")
@AutoConfigureMockTwitch
class BasicPageTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Autowired
	private MockTwitch twitch;

	@LocalServerPort
	private int port;

	@Test
	void pageWhenApprovedThenTellsWhoLoggedIn() {
		String code = this.twitch.awaitUserCode(PATIENCE);
		assertThat(page()).contains(code, "basic");
		this.twitch.approve(code, "twitchdev");
		Awaitility.await().atMost(PATIENCE).until(() -> page().contains("Logged in as twitchdev."));
	}

	private String page() {
		return WebClient.create("http://localhost:" + this.port)
			.get()
			.uri("/twitch")
			.retrieve()
			.bodyToMono(String.class)
			.block(PATIENCE);
	}

}
