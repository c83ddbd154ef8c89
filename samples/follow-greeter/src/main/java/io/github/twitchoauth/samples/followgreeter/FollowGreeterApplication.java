package io.github.twitchoauth.samples.followgreeter;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.twitch4j.TwitchClient;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.event.EventListener;
import org.springframework.util.StringUtils;

/**
 * Greets everybody who follows the channel of whoever logs in.
 */
@SpringBootApplication
public class FollowGreeterApplication {

	private final TwitchClient client;

	FollowGreeterApplication(TwitchClient client) {
		this.client = client;
	}

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(FollowGreeterApplication.class);
		if (!StringUtils.hasText(System.getenv("TWITCH_CLIENT_ID"))) {
			application.setAdditionalProfiles("mock");
		}
		application.run(args);
	}

	@EventListener
	void onCode(DeviceCodeEvent event) {
		System.out.println("Verification URI: " + event.getVerificationUri());
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
