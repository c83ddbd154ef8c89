package io.github.twitchoauth.store;

import java.nio.channels.FileLock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Locks that stay with their owner between two updates, because it has a token to write
 * that exists nowhere else.
 */
final class RetainedLocks {

	private final Map<Long, Retained> locks = new HashMap<>();

	synchronized void put(long position, Object owner, FileLock lock) {
		this.locks.put(position, new Retained(owner, lock));
	}

	synchronized boolean isBarred(long position, Object owner) {
		Retained retained = this.locks.get(position);
		return retained != null && retained.owner() != owner;
	}

	synchronized @Nullable FileLock take(long position) {
		Retained retained = this.locks.remove(position);
		return (retained != null) ? retained.lock() : null;
	}

	synchronized List<FileLock> takeAll(Object owner) {
		List<Map.Entry<Long, Retained>> own = this.locks.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().owner() == owner)
			.toList();
		own.forEach((entry) -> this.locks.remove(entry.getKey()));
		return own.stream().map((entry) -> entry.getValue().lock()).toList();
	}

	private record Retained(Object owner, FileLock lock) {

	}

}
