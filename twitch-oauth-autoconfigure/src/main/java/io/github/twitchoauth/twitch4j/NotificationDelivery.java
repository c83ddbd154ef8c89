package io.github.twitchoauth.twitch4j;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Hands an account's notifications to the application's listeners: one after the other
 * for one subscription, side by side for different ones. When too many are waiting, there
 * is no room for more until half of them have been delivered.
 */
final class NotificationDelivery {

	// Some three thousand chat messages.
	private static final long CAPACITY = 4 * 1024 * 1024;

	private final Map<Object, Queue<EventSubMessage>> queues = new HashMap<>();

	private final Executor executor;

	private final NotificationPublisher publisher;

	private long waitingBytes;

	private boolean slow;

	private volatile Sinks.@Nullable Empty<Void> room;

	/**
	 * Create a delivery.
	 * @param executor lends the threads
	 * @param publisher calls the listeners
	 */
	NotificationDelivery(Executor executor, NotificationPublisher publisher) {
		this.executor = executor;
		this.publisher = publisher;
	}

	/**
	 * Deliver a notification, after those that were to be delivered before.
	 * @param message the message
	 */
	void deliver(EventSubMessage message) {
		if (enqueue(message)) {
			this.publisher.tooSlow(busiest(message));
		}
	}

	// Whether listeners are too slow since now.
	private synchronized boolean enqueue(EventSubMessage message) {
		Object key = message.key();
		Queue<EventSubMessage> present = this.queues.get(key);
		if (present != null) {
			present.add(message);
		}
		else {
			// Before there is a queue, because there may be no thread to be had.
			this.executor.execute(() -> deliverAll(key));
			this.queues.put(key, new ArrayDeque<>(List.of(message)));
		}
		this.waitingBytes += message.json().length;
		if (this.room != null || this.waitingBytes < CAPACITY) {
			return false;
		}
		this.room = Sinks.empty();
		boolean first = !this.slow;
		this.slow = true;
		return first;
	}

	private synchronized EventSubMessage busiest(EventSubMessage latest) {
		return this.queues.values()
			.stream()
			.filter((queue) -> !queue.isEmpty())
			.max(Comparator.comparingInt(Queue::size))
			.map(Queue::peek)
			.orElse(latest);
	}

	private void deliverAll(Object key) {
		for (EventSubMessage message = next(key); message != null; message = next(key)) {
			try {
				this.publisher.publish(message);
			}
			finally {
				delivered(message);
			}
		}
	}

	private synchronized @Nullable EventSubMessage next(Object key) {
		Queue<EventSubMessage> queue = this.queues.get(key);
		EventSubMessage next = (queue != null) ? queue.poll() : null;
		if (next == null) {
			this.queues.remove(key);
		}
		return next;
	}

	private void delivered(EventSubMessage message) {
		Sinks.Empty<Void> room = release(message);
		if (room != null) {
			room.tryEmitEmpty();
		}
		if (hasCaughtUp()) {
			this.publisher.caughtUp();
		}
	}

	private synchronized Sinks.@Nullable Empty<Void> release(EventSubMessage message) {
		this.waitingBytes -= message.json().length;
		Sinks.Empty<Void> made = (this.waitingBytes <= CAPACITY / 2) ? this.room : null;
		if (made != null) {
			this.room = null;
		}
		return made;
	}

	private synchronized boolean hasCaughtUp() {
		boolean caughtUp = this.slow && this.waitingBytes == 0;
		this.slow &= !caughtUp;
		return caughtUp;
	}

	/**
	 * Return when there is room for more.
	 * @return completes then; {@code null} if there is room now
	 */
	@Nullable Mono<Void> room() {
		Sinks.Empty<Void> room = this.room;
		return (room != null) ? room.asMono() : null;
	}

}
