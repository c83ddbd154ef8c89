package io.github.twitchoauth.docs.eventsub;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.github.twitch4j.eventsub.events.ChannelRaidEvent;
import com.github.twitch4j.eventsub.subscriptions.SubscriptionTypes;
import io.github.twitchoauth.twitch4j.EventSubNotification;
import io.github.twitchoauth.twitch4j.TwitchClient;
import reactor.core.Disposable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class RaidCounter {

	private final Map<String, Integer> viewers = new ConcurrentHashMap<>();

	// tag::notification[]
	@EventListener
	void onRaid(EventSubNotification<ChannelRaidEvent> notification) {
		int more = notification.getPayload().getViewers();
		this.viewers.merge(notification.getAccount(), more, Integer::sum);
	}
	// end::notification[]

	// tag::subscribe[]
	Disposable watch(TwitchClient client, String broadcasterId) {
		return client.subscribe(SubscriptionTypes.STREAM_ONLINE, (b) -> b.broadcasterUserId(broadcasterId).build());
	}
	// end::subscribe[]

	Map<String, Integer> viewers() {
		return Map.copyOf(this.viewers);
	}

}
