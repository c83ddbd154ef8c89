package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Operations that are waited for when the application closes.
 */
final class CriticalOperations {

	private final Map<Disposable, Duration> underWay = new HashMap<>();

	<T> Mono<T> start(Mono<T> operation, Duration patience) {
		Disposable.Swap subscription = Disposables.swap();
		add(subscription, patience);
		// Unlike Mono.cache(), a sink lets the operation be disposed of.
		Sinks.One<T> result = Sinks.one();
		subscription.update(operation.doFinally((signal) -> remove(subscription))
			.subscribe(result::tryEmitValue, result::tryEmitError, result::tryEmitEmpty));
		return result.asMono();
	}

	private synchronized void add(Disposable operation, Duration patience) {
		this.underWay.put(operation, patience);
	}

	private synchronized void remove(Disposable operation) {
		this.underWay.remove(operation);
		notifyAll();
	}

	void close() {
		long start = System.nanoTime();
		Disposable overdue = overdue(start);
		while (overdue != null) {
			remove(overdue);
			overdue.dispose();
			overdue = overdue(start);
		}
	}

	// Waits until an operation has used up its time. Null if all have ended before.
	private synchronized @Nullable Disposable overdue(long start) {
		while (!this.underWay.isEmpty()) {
			Map.Entry<Disposable, Duration> next = Collections.min(this.underWay.entrySet(),
					Map.Entry.comparingByValue());
			long left = next.getValue().toNanos() - (System.nanoTime() - start);
			if (left <= 0 || !awaitChange(left)) {
				return next.getKey();
			}
		}
		return null;
	}

	private boolean awaitChange(long nanos) {
		try {
			TimeUnit.NANOSECONDS.timedWait(this, nanos);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
