package io.github.twitchoauth.test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Counts everything and keeps the latest entries.
 *
 * @param <T> the type of the entries
 */
final class History<T> {

	private final Deque<T> entries = new ArrayDeque<>();

	private final int capacity;

	private long count;

	History(int capacity) {
		this.capacity = capacity;
	}

	synchronized void add(T entry) {
		if (this.entries.size() == this.capacity) {
			this.entries.removeFirst();
		}
		this.entries.addLast(entry);
		this.count++;
	}

	synchronized List<T> entries() {
		return List.copyOf(this.entries);
	}

	synchronized long count() {
		return this.count;
	}

	synchronized void clear() {
		this.entries.clear();
		this.count = 0;
	}

}
