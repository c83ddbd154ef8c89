package io.github.twitchoauth.benchmarks.eventsub;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import com.github.philippheuer.events4j.core.EventManager;
import com.github.philippheuer.events4j.simple.SimpleEventHandler;
import com.github.twitch4j.eventsub.events.ChannelChatMessageEvent;
import com.github.twitch4j.eventsub.socket.TwitchEventSocket;
import com.github.twitch4j.eventsub.socket.events.EventSocketWelcomedEvent;
import com.github.twitch4j.helix.TwitchHelixBuilder;
import io.github.twitchoauth.benchmarks.harness.Application;
import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.harness.Tokens;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.store.InMemoryTokenStore;

import org.springframework.context.event.EventListener;

/**
 * An application that receives chat messages, with the starter or with twitch4j alone. It
 * ends when its standard input does.
 */
public final class EventSubRun {

	private EventSubRun() {
	}

	public static void main(String[] args) throws IOException {
		MessageCounter counter = new MessageCounter(Integer.parseInt(args[3]),
				Duration.ofNanos(Long.parseLong(args[4])));
		if (args[0].equals("starter")) {
			starter(URI.create(args[1]), args[2], counter);
		}
		else {
			twitch4j(args[2], counter);
		}
		while (System.in.read() >= 0) {
			continue;
		}
		System.exit(0);
	}

	private static void starter(URI server, String eventSub, MessageCounter counter) {
		InMemoryTokenStore store = new InMemoryTokenStore();
		store.save("default", Tokens.numbered(1));
		Application.startWith(new Listener(counter), server, store, "twitch.oauth.auto-start=true",
				"twitch.oauth.twitch4j.enabled=true", "twitch.oauth.twitch4j.auto-subscribe=false",
				"twitch.oauth.twitch4j.event-sub-uri=" + eventSub,
				"twitch.oauth.twitch4j.subscriptions[0].type=stream.online");
	}

	private static void twitch4j(String eventSub, MessageCounter counter) {
		EventManager events = new EventManager();
		events.autoDiscovery();
		events.setDefaultEventHandler(SimpleEventHandler.class);
		events.onEvent(ChannelChatMessageEvent.class, counter::received);
		events.onEvent(EventSocketWelcomedEvent.class, (event) -> Results.say("ready", true));
		TwitchEventSocket.builder()
			.baseUrl(eventSub)
			.url(eventSub)
			.eventManager(events)
			.api(TwitchHelixBuilder.builder().withClientId("benchmark").build())
			.build()
			.connect();
	}

	static final class Listener {

		private final MessageCounter counter;

		Listener(MessageCounter counter) {
			this.counter = counter;
		}

		@EventListener
		void onReady(TwitchClientReadyEvent event) {
			Results.say("ready", true);
		}

		@EventListener
		void onMessage(ChannelChatMessageEvent event) {
			this.counter.received(event);
		}

	}

}
