package io.github.twitchoauth.twitch4j;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after the other for one key, side by side for different keys.
 */
final class OrderedDelivery {

	private static final int CAPACITY = 10_000;

	private final Map<Object, Queue<Runnable>> queues = new HashMap<>();

	private final Executor executor;

	OrderedDelivery(Executor executor) {
		this.executor = executor;
	}

	/**
	 * Run a task after those submitted before with an equal key.
	 * @param key the key
	 * @param task the task, which throws nothing
	 * @return {@code false} if too many are waiting already; then it is not run
	 */
	synchronized boolean submit(Object key, Runnable task) {
		Queue<Runnable> present = this.queues.get(key);
		if (present != null) {
			return present.size() < CAPACITY && present.add(task);
		}
		// Not before: there may be no thread to be had.
		this.executor.execute(() -> run(key, task));
		this.queues.put(key, new ArrayDeque<>());
		return true;
	}

	private void run(Object key, Runnable first) {
		for (Runnable task = first; task != null; task = next(key)) {
			task.run();
		}
	}

	private synchronized @Nullable Runnable next(Object key) {
		Queue<Runnable> queue = this.queues.get(key);
		Runnable next = (queue != null) ? queue.poll() : null;
		if (next == null) {
			this.queues.remove(key);
		}
		return next;
	}

}
