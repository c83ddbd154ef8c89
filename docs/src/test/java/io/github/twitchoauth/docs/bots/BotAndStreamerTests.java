package io.github.twitchoauth.docs.bots;

import java.time.Duration;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.ComponentScan;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BotAndStreamer}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = "spring.config.location=classpath:config/bot-and-streamer.yml")
@AutoConfigureMockTwitch
class BotAndStreamerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private MockTwitch twitch;

	@Autowired
	private TwitchAccounts accounts;

	@Test
	void followWhenTheStreamerIsFollowedThenTheBotGreets() {
		approve("bot", "the_bot");
		approve("streamer", "the_streamer");
		this.twitch.eventSub().awaitSubscription("channel.follow", PATIENCE);
		this.twitch.eventSub().follow("the_streamer", "viewer");
		assertThat(this.twitch.chat().awaitMessages(1, PATIENCE)).singleElement().satisfies((message) -> {
			assertThat(message.sender()).isEqualTo("the_bot");
			assertThat(message.broadcaster()).isEqualTo("the_streamer");
		});
	}

	private void approve(String account, String login) {
		AccountStatus status = this.accounts.watch(account)
			.filter((change) -> change.pendingLogin() != null)
			.blockFirst(PATIENCE);
		this.twitch.approve(status.pendingLogin().userCode(), login);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan
	static class Application {

	}

}
