package io.github.twitchoauth.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Hands events to listeners, away from the thread that publishes: one after the other for
 * one account, side by side for different accounts.
 */
public final class EventDispatcher {

	private static final Log logger = LogFactory.getLog(EventDispatcher.class);

	private static final Duration EXPEDITED_AFTER = Duration.ofSeconds(1);

	private final Map<String, Queue<TwitchOAuthEvent>> queues = new ConcurrentHashMap<>();

	private final List<Consumer<TwitchOAuthEvent>> foremost = new CopyOnWriteArrayList<>();

	private final List<Consumer<TwitchOAuthEvent>> companions = new CopyOnWriteArrayList<>();

	private final List<Consumer<TwitchOAuthEvent>> listeners;

	private final AuthorizationLifecycle lifecycle;

	private final HeldEvents held = new HeldEvents();

	/**
	 * Create a dispatcher.
	 * @param listeners called in order for each event; one that throws does not keep the
	 * others from being called
	 * @param lifecycle lends the threads, and keeps the application alive until events
	 * are delivered
	 */
	public EventDispatcher(List<Consumer<TwitchOAuthEvent>> listeners, AuthorizationLifecycle lifecycle) {
		this.listeners = List.copyOf(listeners);
		this.lifecycle = lifecycle;
	}

	// Whether every event has been handed out.
	boolean isIdle() {
		return this.queues.isEmpty();
	}

	/**
	 * Keep events back until {@link #release()}, because the application cannot hear them
	 * yet.
	 */
	public void hold() {
		this.held.hold();
	}

	/**
	 * Hand out what was kept back, and all that comes.
	 */
	public void release() {
		for (TwitchOAuthEvent event = this.held.letGo(); event != null; event = this.held.letGo()) {
			handOut(event);
		}
	}

	/**
	 * Let somebody hear of each event at once, before all others do, however long those
	 * are busy with the events before.
	 * @param listener the listener, which does not block
	 */
	public void addPrecedingListener(Consumer<TwitchOAuthEvent> listener) {
		synchronized (this.held) {
			this.foremost.add(listener);
			this.held.forEach(listener);
		}
	}

	/**
	 * Let somebody hear of each event at once. What it publishes comes after the event.
	 * @param listener the listener, which does not block
	 */
	public void addAccompanyingListener(Consumer<TwitchOAuthEvent> listener) {
		this.companions.add(listener);
	}

	/**
	 * Hand out an event.
	 * @param event the event
	 * @return whether that is done, which it is not when the application closes
	 */
	public boolean dispatch(TwitchOAuthEvent event) {
		boolean open = !this.lifecycle.isClosed();
		if (open && !keepBack(event)) {
			handOut(event);
		}
		return open;
	}

	// Late listeners receive held events exactly once.
	private boolean keepBack(TwitchOAuthEvent event) {
		synchronized (this.held) {
			deliver(event, this.foremost);
			if (!this.held.add(event)) {
				return false;
			}
		}
		expedite(event, () -> this.held.remove(event));
		return true;
	}

	private void handOut(TwitchOAuthEvent event) {
		this.lifecycle.keepAlive().acquire();
		boolean first = enqueue(event);
		deliver(event, this.companions);
		if (first) {
			execute(() -> deliverAll(event.getAccount()));
		}
		else {
			expedite(event, () -> takeFromQueue(event));
		}
	}

	// Retries also cover a scheduler that has no thread to give.
	private void execute(Runnable delivery) {
		try {
			this.lifecycle.eventExecutor().execute(delivery);
		}
		catch (Throwable ex) {
			logger.error("Events have to wait", ex);
			afterAWhile(() -> execute(delivery));
		}
	}

	// A listener, or a bean that logs in while it is created, may block all other events
	// until a code is approved, so a code must not wait behind them.
	private void expedite(TwitchOAuthEvent event, BooleanSupplier taken) {
		if (event instanceof DeviceCodeEvent) {
			afterAWhile(() -> {
				if (taken.getAsBoolean()) {
					execute(() -> deliver(event, this.listeners));
				}
			});
		}
	}

	private void afterAWhile(Runnable action) {
		this.lifecycle.cancelOnClose(Mono.delay(EXPEDITED_AFTER)).subscribe((tick) -> action.run(), (closing) -> {
		});
	}

	// Whether the account had no queue, which means that none of its events is being
	// delivered.
	private boolean enqueue(TwitchOAuthEvent event) {
		Queue<TwitchOAuthEvent> own = new ConcurrentLinkedQueue<>();
		return this.queues.compute(event.getAccount(), (account, queue) -> {
			Queue<TwitchOAuthEvent> target = (queue != null) ? queue : own;
			target.add(event);
			return target;
		}) == own;
	}

	// A queue is left only when it has been removed, also if its last event has been
	// expedited.
	private @Nullable TwitchOAuthEvent next(String account) {
		while (true) {
			Queue<TwitchOAuthEvent> queue = this.queues.computeIfPresent(account,
					(name, present) -> present.isEmpty() ? null : present);
			TwitchOAuthEvent event = (queue != null) ? queue.poll() : null;
			if (queue == null || event != null) {
				return event;
			}
		}
	}

	private void deliverAll(String account) {
		for (TwitchOAuthEvent event = next(account); event != null; event = next(account)) {
			deliverAndRelease(event);
		}
	}

	private void report(TwitchOAuthEvent event, Throwable ex) {
		if (this.lifecycle.isClosed()) {
			logger.debug("A listener failed on " + event + " while the application was shutting down", ex);
		}
		else {
			logger.error("A listener failed on " + event, ex);
		}
	}

	private boolean takeFromQueue(TwitchOAuthEvent event) {
		Queue<TwitchOAuthEvent> queue = this.queues.get(event.getAccount());
		boolean taken = queue != null && queue.remove(event);
		if (taken) {
			this.lifecycle.keepAlive().release();
		}
		return taken;
	}

	private void deliverAndRelease(TwitchOAuthEvent event) {
		try {
			deliver(event, this.listeners);
		}
		finally {
			this.lifecycle.keepAlive().release();
		}
	}

	private void deliver(TwitchOAuthEvent event, List<Consumer<TwitchOAuthEvent>> listeners) {
		for (Consumer<TwitchOAuthEvent> listener : listeners) {
			try {
				if (!this.lifecycle.isClosed()) {
					listener.accept(event);
				}
			}
			catch (Throwable ex) {
				report(event, ex);
			}
		}
	}

}
