package io.github.twitchoauth.test;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * The faults that lie ahead of one endpoint's next requests.
 */
final class FaultQueue {

	private final Deque<Batch> batches = new ArrayDeque<>();

	synchronized void add(Fault fault, int count) {
		this.batches.add(new Batch(fault, count));
	}

	synchronized @Nullable Fault next() {
		Batch batch = this.batches.poll();
		if (batch == null) {
			return null;
		}
		if (batch.count() > 1) {
			this.batches.addFirst(new Batch(batch.fault(), batch.count() - 1));
		}
		return batch.fault();
	}

	synchronized void clear() {
		this.batches.clear();
	}

	private record Batch(Fault fault, int count) {

	}

}
