package io.github.twitchoauth.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Limits how many threads update at once. A thread that updates another account within an
 * update needs no second permit, for which it could wait in vain.
 */
final class UpdateLimit {

	private final Semaphore permits;

	private final Map<Thread, Integer> depths = new ConcurrentHashMap<>();

	UpdateLimit(int limit) {
		this.permits = new Semaphore(limit, true);
	}

	void acquire() {
		if (!this.depths.containsKey(Thread.currentThread())) {
			this.permits.acquireUninterruptibly();
		}
		this.depths.merge(Thread.currentThread(), 1, Integer::sum);
	}

	void release() {
		if (this.depths.computeIfPresent(Thread.currentThread(),
				(thread, depth) -> (depth > 1) ? depth - 1 : null) == null) {
			this.permits.release();
		}
	}

}
