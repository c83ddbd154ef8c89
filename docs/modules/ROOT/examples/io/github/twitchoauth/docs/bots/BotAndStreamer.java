package io.github.twitchoauth.docs.bots;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import io.github.twitchoauth.twitch4j.TwitchClient;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

// tag::bot[]
@Component
class BotAndStreamer {

	private final TwitchClient bot;

	BotAndStreamer(@Qualifier("bot") TwitchClient bot) {
		this.bot = bot;
	}

	@EventListener
	void onFollow(ChannelFollowEvent event) { // the streamer's account hears of it
		this.bot.sendMessage(event.getBroadcasterUserId(), "Welcome, " + event.getUserName());
	}

}
// end::bot[]
