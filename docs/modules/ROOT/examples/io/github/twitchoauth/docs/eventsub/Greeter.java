package io.github.twitchoauth.docs.eventsub;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.twitch4j.TwitchClient;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

// tag::greeter[]
@Component
class Greeter {

	private final TwitchClient client;

	Greeter(TwitchClient client) {
		this.client = client;
	}

	@EventListener
	void onReady(TwitchClientReadyEvent event) {
		System.out.println("Client is ready!");
	}

	@EventListener
	void onFollow(ChannelFollowEvent event) {
		this.client.sendMessage(event.getBroadcasterUserId(), event.getUserName() + " has followed the channel!");
	}

}
// end::greeter[]
