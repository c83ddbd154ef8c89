package io.github.twitchoauth.twitch4j;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;

import org.springframework.context.event.EventListener;

/**
 * Greets followers.
 */
class FollowGreeter {

	private final List<String> followers = new CopyOnWriteArrayList<>();

	private final TwitchClient client;

	FollowGreeter(TwitchClient client) {
		this.client = client;
	}

	@EventListener
	void onFollow(ChannelFollowEvent event) {
		this.followers.add(event.getUserName());
		this.client.sendMessage(event.getBroadcasterUserId(), event.getUserName() + " has followed the channel!");
	}

	List<String> followers() {
		return List.copyOf(this.followers);
	}

}
