package io.github.twitchoauth.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.util.Assert;

/**
 * A lock per key, for the threads of this process. A key takes up memory only while
 * somebody holds its lock or waits for it.
 *
 * @param <K> type of the keys
 */
final class KeyedLocks<K> {

	private final Map<K, Entry> entries = new ConcurrentHashMap<>();

	// Returns false if the lock was not free for all of that time. An interrupt does not
	// end the wait, because the thread may hold the only copy of a token.
	boolean acquire(K key, long nanos) {
		Entry entry = enter(key);
		boolean acquired = false;
		try {
			Assert.state(!entry.lock.isHeldByCurrentThread(),
					"The function that updates an account must not change the same account through the store");
			acquired = lock(entry.lock, nanos);
			return acquired;
		}
		finally {
			if (!acquired) {
				leave(key);
			}
		}
	}

	void release(K key) {
		Entry entry = this.entries.get(key);
		Assert.state(entry != null, "The lock is not held");
		entry.lock.unlock();
		leave(key);
	}

	int size() {
		return this.entries.size();
	}

	private Entry enter(K key) {
		return this.entries.compute(key, (same, present) -> {
			Entry entry = (present != null) ? present : new Entry();
			entry.users++;
			return entry;
		});
	}

	private void leave(K key) {
		this.entries.computeIfPresent(key, (same, entry) -> (--entry.users > 0) ? entry : null);
	}

	private static boolean lock(ReentrantLock lock, long nanos) {
		long deadline = System.nanoTime() + nanos;
		boolean interrupted = Thread.interrupted();
		try {
			while (true) {
				try {
					return lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static final class Entry {

		private final ReentrantLock lock = new ReentrantLock(true);

		// Changed only inside the map's compute methods.
		private int users;

	}

}
