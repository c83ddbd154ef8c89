package io.github.twitchoauth.lifecycle;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.twitchoauth.TwitchOAuthException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * Operations that are waited for when the application closes.
 */
final class ShutdownGuard {

	// Reactor's name for what happens to an error that comes after the end.
	static final String ON_ERROR_DROPPED = "reactor.onErrorDropped.local";

	private static final Log logger = LogFactory.getLog(ShutdownGuard.class);

	private final Map<Disposable, Supplier<Duration>> underWay = new HashMap<>();

	private boolean closed;

	<T> Mono<T> start(Mono<T> operation, Supplier<Duration> gracePeriod) {
		// Mono.cache() could not be disposed of.
		Sinks.One<T> result = Sinks.one();
		Disposable.Swap subscription = Disposables.swap();
		Disposable disposable = () -> {
			subscription.dispose();
			result.tryEmitError(AuthorizationLifecycle.closing());
		};
		try {
			runUnlessClosed(() -> this.underWay.put(disposable, gracePeriod));
		}
		catch (TwitchOAuthException ex) {
			return Mono.error(ex);
		}
		// The operation is removed before its result is emitted, because a subscriber may
		// close the application, which waits for it.
		Runnable end = () -> remove(disposable);
		subscription.update(operation.doOnTerminate(end)
			.doOnCancel(end)
			.subscribe(result::tryEmitValue, result::tryEmitError, result::tryEmitEmpty,
					Context.of(ON_ERROR_DROPPED, (Consumer<Throwable>) this::dropped)));
		return result.asMono();
	}

	/**
	 * Do something that closing must know of.
	 * @param entry what to do, which takes no time
	 * @throws TwitchOAuthException if closing has begun
	 */
	synchronized void runUnlessClosed(Runnable entry) {
		if (this.closed) {
			throw AuthorizationLifecycle.closing();
		}
		entry.run();
	}

	/**
	 * Look anew at how long operations may take.
	 */
	synchronized void reconsider() {
		notifyAll();
	}

	private synchronized void remove(Disposable operation) {
		this.underWay.remove(operation);
		notifyAll();
	}

	private void dropped(Throwable error) {
		logger.debug("An operation was broken off because the application is shutting down", error);
	}

	/**
	 * Let no further operation start, and wait for those that are under way.
	 * @param start when closing began, in the time of {@link System#nanoTime()}
	 */
	void close(long start) {
		refuse();
		Disposable overdue = overdue(start);
		while (overdue != null) {
			remove(overdue);
			overdue.dispose();
			overdue = overdue(start);
		}
	}

	private synchronized void refuse() {
		this.closed = true;
	}

	// Waits until an operation has used up its time. Null if all have ended before.
	private synchronized @Nullable Disposable overdue(long start) {
		while (!this.underWay.isEmpty()) {
			Map.Entry<Disposable, Supplier<Duration>> next = Collections.min(this.underWay.entrySet(),
					Comparator.comparing((entry) -> entry.getValue().get()));
			long left = next.getValue().get().toNanos() - (System.nanoTime() - start);
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
