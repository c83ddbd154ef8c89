package com.example.bot;

import java.time.Duration;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application logs in, calls Helix, and replaces a dead token.
 */
@SpringBootTest
@AutoConfigureMockTwitch(autoApprove = "twitchdev")
class BotTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private MockTwitch twitch;

	@Autowired
	private TokenManager tokens;

	@Autowired
	private Bot bot;

	@Autowired
	@Qualifier("twitch")
	private WebClient helix;

	@Test
	void callWhenTheTokenHasExpiredThenItIsReplaced() {
		Awaitility.await().atMost(PATIENCE).until(this.bot::greeting, "Hello twitchdev"::equals);
		this.twitch.expireAccessTokens();
		assertThat(this.helix.get().uri("/users").retrieve().bodyToMono(String.class).block(PATIENCE))
			.contains("twitchdev");
		assertThat(this.tokens.getToken().block(PATIENCE).login()).isEqualTo("twitchdev");
		assertThat(this.twitch.getRefreshCount()).isEqualTo(1);
		this.twitch.assertNoMisuse();
	}

	@Test
	void classPathWhenBuiltThenHasTheSpringBootThatWasAskedFor() {
		assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("spring-boot.version"));
	}

}
