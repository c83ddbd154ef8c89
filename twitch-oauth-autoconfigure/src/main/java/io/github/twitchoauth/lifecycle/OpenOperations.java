package io.github.twitchoauth.lifecycle;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import reactor.core.publisher.Mono;

/**
 * Operations that are given up when the application closes. The JVM stays alive for them
 * until then.
 */
final class OpenOperations {

	private final Set<OpenOperation<?>> underWay = ConcurrentHashMap.newKeySet();

	private final KeepAlive keepAlive;

	private final BooleanSupplier closed;

	/**
	 * Create a set of operations.
	 * @param keepAlive keeps the JVM alive
	 * @param closed whether the application is closing
	 */
	OpenOperations(KeepAlive keepAlive, BooleanSupplier closed) {
		this.keepAlive = keepAlive;
		this.closed = closed;
	}

	<T> Mono<T> begin(Mono<T> operation) {
		return Mono.create((sink) -> {
			OpenOperation<T> open = new OpenOperation<>(sink);
			enter(open);
			sink.onDispose(() -> leave(open));
			if (this.closed.getAsBoolean()) {
				open.close();
			}
			else {
				operation.subscribe(open);
			}
		});
	}

	private void enter(OpenOperation<?> operation) {
		this.underWay.add(operation);
		this.keepAlive.acquire();
	}

	private void leave(OpenOperation<?> operation) {
		operation.dispose();
		this.underWay.remove(operation);
		this.keepAlive.release();
	}

	int underWay() {
		return this.underWay.size();
	}

	void close() {
		this.underWay.forEach(OpenOperation::close);
	}

}
