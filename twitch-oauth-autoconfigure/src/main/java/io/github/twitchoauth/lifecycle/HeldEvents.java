package io.github.twitchoauth.lifecycle;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.jspecify.annotations.Nullable;

/**
 * Events that the application cannot hear yet.
 */
final class HeldEvents {

	private final Queue<TwitchOAuthEvent> events = new ArrayDeque<>();

	private boolean holding;

	synchronized void hold() {
		this.holding = true;
	}

	// Events that arrive during the release are queued behind the held ones.
	synchronized @Nullable TwitchOAuthEvent letGo() {
		this.holding = !this.events.isEmpty();
		return this.events.poll();
	}

	synchronized boolean add(TwitchOAuthEvent event) {
		return this.holding && this.events.add(event);
	}

	synchronized boolean remove(TwitchOAuthEvent event) {
		return this.events.remove(event);
	}

	synchronized void forEach(Consumer<TwitchOAuthEvent> action) {
		this.events.forEach(action);
	}

}
