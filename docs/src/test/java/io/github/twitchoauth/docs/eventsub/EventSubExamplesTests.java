package io.github.twitchoauth.docs.eventsub;

import java.time.Duration;

import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import io.github.twitchoauth.twitch4j.TwitchClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.ComponentScan;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Greeter} and {@link RaidCounter}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = "spring.config.location=classpath:config/eventsub.yml")
@AutoConfigureMockTwitch(autoApprove = "twitchdev")
class EventSubExamplesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private MockTwitch twitch;

	@Autowired
	private TwitchClient client;

	@Autowired
	private RaidCounter raids;

	@Test
	void followWhenSubscribedThenIsGreeted() {
		this.twitch.eventSub().awaitSubscription("channel.follow", PATIENCE);
		this.twitch.eventSub().follow("twitchdev", "viewer");
		assertThat(this.twitch.chat().awaitMessages(1, PATIENCE)).singleElement()
			.satisfies((message) -> assertThat(message.text()).endsWith(" has followed the channel!"));
	}

	@Test
	void raidWhenSubscribedThenIsCounted() {
		this.twitch.eventSub().awaitSubscription("channel.raid", PATIENCE);
		this.twitch.eventSub().raid("neighbour", "twitchdev", 40);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.raids.viewers()).containsEntry("default", 40));
	}

	@Test
	void subscribeWhenAskedByCodeThenSubscribes() {
		this.twitch.eventSub().awaitSubscription("channel.follow", PATIENCE);
		Disposable subscription = this.raids.watch(this.client, this.twitch.getUserId("twitchdev"));
		assertThat(this.twitch.eventSub().awaitSubscription("stream.online", PATIENCE)).isNotNull();
		subscription.dispose();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan
	static class Application {

	}

}
