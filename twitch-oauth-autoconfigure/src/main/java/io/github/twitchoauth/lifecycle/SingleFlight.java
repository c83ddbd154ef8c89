package io.github.twitchoauth.lifecycle;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets at most one operation be under way. Callers that want the same share its result.
 *
 * @param <T> the type of the result
 */
public final class SingleFlight<T> {

	private @Nullable Flight<T> underWay;

	/**
	 * Join the operation that is under way, or start one. It goes on when callers cancel.
	 * @param key tells operations with different results apart
	 * @param operation makes the operation, which ends by itself
	 * @return its result, or empty when an operation with another key has ended
	 */
	public Mono<T> join(String key, Supplier<Mono<T>> operation) {
		return Mono.defer(() -> {
			Flight<T> own = new Flight<>(key, Sinks.one());
			Flight<T> flight = enter(own);
			if (flight == own) {
				start(flight, operation);
			}
			Mono<T> result = flight.result().asMono();
			return flight.key().equals(key) ? result : result.onErrorComplete().then(Mono.empty());
		});
	}

	/**
	 * Return whether an operation is under way.
	 * @return whether one is
	 */
	public synchronized boolean isUnderWay() {
		return this.underWay != null;
	}

	private synchronized Flight<T> enter(Flight<T> own) {
		if (this.underWay == null) {
			this.underWay = own;
		}
		return this.underWay;
	}

	// The flight ends before its result is emitted, so that a later caller starts a new
	// one.
	private void start(Flight<T> flight, Supplier<Mono<T>> operation) {
		Mono.defer(operation)
			.doOnTerminate(this::leave)
			.subscribe(flight.result()::tryEmitValue, flight.result()::tryEmitError, flight.result()::tryEmitEmpty);
	}

	private synchronized void leave() {
		this.underWay = null;
	}

	private record Flight<T>(String key, Sinks.One<T> result) {

		@Override
		public String toString() {
			return "Flight[]";
		}

	}

}
