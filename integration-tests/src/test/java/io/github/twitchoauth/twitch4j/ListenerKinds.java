package io.github.twitchoauth.twitch4j;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import com.github.twitch4j.eventsub.events.ChannelRaidEvent;
import com.github.twitch4j.eventsub.events.StreamOnlineEvent;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;

/**
 * Listeners in all the places where applications have them: in a proxy, imported, and
 * inherited by a bean that is made on demand.
 */
@Configuration
@Import(ListenerKinds.Imported.class)
class ListenerKinds {

	@EventListener
	void onRaid(ChannelRaidEvent event) {
	}

	@Bean
	@Lazy
	OnDemand onDemand() {
		return new OnDemand();
	}

	static class Imported {

		@EventListener
		void onFollow(EventSubNotification<ChannelFollowEvent> notification) {
		}

	}

	interface OnlineListener {

		@EventListener
		default void onOnline(StreamOnlineEvent event) {
		}

	}

	static class OnDemand implements OnlineListener {

	}

}
