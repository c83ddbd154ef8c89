package io.github.twitchoauth.twitch4j;

import io.github.twitchoauth.event.TwitchClientReadyEvent;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/**
 * A {@link FollowGreeter} that runs in a process of its own, and is closed by a line of
 * input.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(FollowGreeter.class)
public class GreeterProcess {

	private final TwitchClient client;

	GreeterProcess(TwitchClient client) {
		this.client = client;
	}

	public static void main(String[] arguments) throws Exception {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(GreeterProcess.class)
			.web(WebApplicationType.NONE)
			.run(arguments);
		System.in.read();
		context.close();
		System.out.println("closed");
	}

	// Calls by all of twitch4j's threads that there are.
	@EventListener
	void onReady(TwitchClientReadyEvent event) {
		System.out.println("ready " + this.client.getHelix().getUsers(null, null, null).execute().getUsers().size());
	}

}
