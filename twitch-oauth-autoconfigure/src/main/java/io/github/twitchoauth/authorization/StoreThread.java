package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Objects;

import io.github.twitchoauth.endpoint.Outcome;
import reactor.core.publisher.Mono;

/**
 * What may be done on a store thread only: such threads are allowed to block, and have
 * to, while they hold a lock.
 */
final class StoreThread {

	private StoreThread() {
	}

	static <T> Outcome<T> await(Mono<Outcome<T>> call) {
		return Objects.requireNonNull(call.block(), "A call has an outcome");
	}

	static void pause(Duration duration) {
		Mono.delay(duration).block();
	}

}
