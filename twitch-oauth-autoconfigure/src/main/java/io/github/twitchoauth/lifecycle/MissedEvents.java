package io.github.twitchoauth.lifecycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.twitchoauth.event.TwitchOAuthEvent;

/**
 * What listeners that come late have yet to hear, account by account. What comes
 * meanwhile waits its turn.
 */
final class MissedEvents {

	private final Map<String, HeldEvents> events = new HashMap<>();

	MissedEvents(Map<String, List<TwitchOAuthEvent>> missed) {
		missed.forEach((account, events) -> {
			HeldEvents held = new HeldEvents();
			held.hold();
			events.forEach(held::add);
			this.events.put(account, held);
		});
	}

	boolean add(TwitchOAuthEvent event) {
		HeldEvents held = this.events.get(event.getAccount());
		return held != null && held.add(event);
	}

	Set<String> accounts() {
		return this.events.keySet();
	}

	void release(String account, Consumer<TwitchOAuthEvent> listener) {
		HeldEvents held = this.events.getOrDefault(account, new HeldEvents());
		for (TwitchOAuthEvent event = held.letGo(); event != null; event = held.letGo()) {
			listener.accept(event);
		}
	}

}
