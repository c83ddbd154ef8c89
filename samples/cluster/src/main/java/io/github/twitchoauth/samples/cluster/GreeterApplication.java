package io.github.twitchoauth.samples.cluster;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.EventSubGapEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.twitch4j.TwitchClient;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.event.EventListener;

/**
 * Greets everybody who follows the channel of whoever logs in. Any number of processes
 * may run: one of them greets.
 */
@SpringBootApplication
public class GreeterApplication {

	private final TwitchClient client;

	private final String name;

	GreeterApplication(TwitchClient client, @Value("${node:node}") String name) {
		this.client = client;
		this.name = name;
	}

	public static void main(String[] args) {
		SpringApplication.run(GreeterApplication.class, args);
	}

	@EventListener
	void onCode(DeviceCodeEvent event) {
		say("Verification URI: " + event.getVerificationUri());
	}

	@EventListener
	void onAuth(AuthenticatedEvent event) {
		say("Logged in as " + event.getToken().login() + (event.isRestored() ? " by another process" : ""));
	}

	@EventListener
	void onReady(TwitchClientReadyEvent event) {
		say("I greet from now on");
	}

	@EventListener
	void onGap(EventSubGapEvent event) {
		say("Followers from " + event.getFrom() + " to " + event.getTo() + " may have been missed");
	}

	@EventListener
	void onFollow(ChannelFollowEvent event) {
		this.client.sendMessage(event.getBroadcasterUserId(), event.getUserName() + " has followed the channel!");
		say("Greeted " + event.getUserName());
	}

	private void say(String text) {
		System.out.println("[" + this.name + "] " + text);
	}

}
