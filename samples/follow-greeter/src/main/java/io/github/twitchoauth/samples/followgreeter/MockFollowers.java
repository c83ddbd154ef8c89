package io.github.twitchoauth.samples.followgreeter;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.test.ChatMessage;
import io.github.twitchoauth.test.MockTwitch;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes somebody follow now and then, where the stand-in takes Twitch's place, and shows
 * what is said in the chat.
 */
@Component
@EnableScheduling
@Profile("mock")
class MockFollowers {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final MockTwitch twitch;

	private volatile @Nullable String channel;

	private int followers;

	MockFollowers(MockTwitch twitch) {
		this.twitch = twitch;
	}

	@EventListener
	void onReady(TwitchClientReadyEvent event) {
		this.channel = event.getToken().login();
	}

	@Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
	void somebodyFollows() {
		String broadcaster = this.channel;
		if (broadcaster != null) {
			this.followers++;
			this.twitch.eventSub().follow(broadcaster, "viewer" + this.followers);
			List<ChatMessage> chat = this.twitch.chat().awaitMessages(this.followers, PATIENCE);
			System.out.println("Chat of " + broadcaster + ": " + chat.get(chat.size() - 1).text());
		}
	}

}
