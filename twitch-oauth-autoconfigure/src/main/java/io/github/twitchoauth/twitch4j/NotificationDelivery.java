package io.github.twitchoauth.twitch4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Hands an account's notifications to the application's listeners: one after the other
 * for one subscription, side by side for different ones. When too many are waiting, there
 * is no room for more until half of them have been delivered.
 */
final class NotificationDelivery {

	// About six thousand chat messages.
	private static final long CAPACITY = 8 * 1024 * 1024;

	private final Map<Object, List<Waiting>> queues = new HashMap<>();

	// The first message of each queue that has not been delivered, once delivery of the
	// queue has begun.
	private final Map<Object, EventSubMessage> underWay = new ConcurrentHashMap<>();

	private final AtomicLong waitingBytes = new AtomicLong();

	private final Executor executor;

	private final NotificationPublisher publisher;

	private final AtomicBoolean slow = new AtomicBoolean();

	private final AtomicReference<Sinks.@Nullable Empty<Void>> room = new AtomicReference<>();

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
	 * @param wanted asked right before it would be delivered: if not, it is dropped, and
	 * the publisher is told
	 */
	void deliver(EventSubMessage message, BooleanSupplier wanted) {
		if (enqueue(message.key(), new Waiting(message, wanted)) >= CAPACITY
				&& this.room.compareAndSet(null, Sinks.empty())) {
			if (this.slow.compareAndSet(false, true)) {
				this.publisher.tooSlow(busiest(message));
			}
			makeRoom();
		}
	}

	private synchronized long enqueue(Object key, Waiting waiting) {
		List<Waiting> queue = this.queues.get(key);
		if (queue == null) {
			queue = new ArrayList<>();
			// The executor comes first: if it refuses, no queue stays behind.
			this.executor.execute(() -> deliverAll(key));
			this.queues.put(key, queue);
		}
		queue.add(waiting);
		return this.waitingBytes.addAndGet(waiting.message().json().length);
	}

	private synchronized EventSubMessage busiest(EventSubMessage latest) {
		return this.queues.values()
			.stream()
			.filter((queue) -> !queue.isEmpty())
			.max(Comparator.comparingInt(List::size))
			.map((queue) -> queue.get(0).message())
			.orElse(latest);
	}

	private void deliverAll(Object key) {
		List<Waiting> batch = next(key);
		while (!batch.isEmpty() && deliverAll(key, batch)) {
			batch = next(key);
		}
	}

	// When the application closes, what is neither delivered nor told stays where it is:
	// the process that takes over tells it.
	private boolean deliverAll(Object key, List<Waiting> batch) {
		EventSubMessage dropped = null;
		for (Waiting waiting : batch) {
			if (dropped == null) {
				this.underWay.put(key, waiting.message());
			}
			if (this.publisher.isClosed()) {
				return false;
			}
			if (!publish(waiting) && dropped == null) {
				dropped = waiting.message();
			}
		}
		return dropped == null || this.publisher.dropped(dropped);
	}

	// Takes all messages at once, so that the threads seldom compete for the lock.
	private synchronized List<Waiting> next(Object key) {
		List<Waiting> batch = this.queues.getOrDefault(key, List.of());
		if (batch.isEmpty()) {
			this.queues.remove(key);
			this.underWay.remove(key);
		}
		else {
			this.queues.put(key, new ArrayList<>());
			this.underWay.put(key, batch.get(0).message());
		}
		return batch;
	}

	/**
	 * Return the oldest message that has not been delivered.
	 * @return the message, or {@code null} if all have been
	 */
	synchronized @Nullable EventSubMessage oldest() {
		Stream<EventSubMessage> waiting = this.queues.values()
			.stream()
			.filter((queue) -> !queue.isEmpty())
			.map((queue) -> queue.get(0).message());
		return Stream.concat(this.underWay.values().stream(), waiting)
			.min(Comparator.comparing(EventSubMessage::sentAt, Comparator.nullsLast(Comparator.naturalOrder())))
			.orElse(null);
	}

	private boolean publish(Waiting waiting) {
		boolean wanted = waiting.wanted().getAsBoolean();
		if (wanted) {
			this.publisher.publish(waiting.message());
		}
		this.waitingBytes.addAndGet(-waiting.message().json().length);
		makeRoom();
		if (this.waitingBytes.get() == 0 && this.slow.compareAndSet(true, false)) {
			this.publisher.caughtUp();
		}
		return wanted;
	}

	private void makeRoom() {
		Sinks.Empty<Void> room = this.room.get();
		if (room != null && this.waitingBytes.get() <= CAPACITY / 2 && this.room.compareAndSet(room, null)) {
			room.tryEmitEmpty();
		}
	}

	/**
	 * Return when there is room for more.
	 * @return completes then; {@code null} if there is room now
	 */
	@Nullable Mono<Void> room() {
		Sinks.Empty<Void> room = this.room.get();
		return (room != null) ? room.asMono() : null;
	}

	private record Waiting(EventSubMessage message, BooleanSupplier wanted) {

	}

}
