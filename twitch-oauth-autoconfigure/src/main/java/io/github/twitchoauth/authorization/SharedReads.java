package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.endpoint.AwakeDelay;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Reads of a store. Callers that want the same share one, so that a store that does not
 * answer occupies one thread however often it is asked.
 *
 * @param <K> the type of what is asked for
 * @param <T> the type of what is read
 */
final class SharedReads<K, T> {

	private final Map<K, Mono<T>> underWay = new ConcurrentHashMap<>();

	private final Function<K, @Nullable T> store;

	private final Scheduler scheduler;

	private final Duration patience;

	/**
	 * Create reads.
	 * @param store reads, and blocks meanwhile
	 * @param scheduler lends threads
	 * @param patience how long a caller waits at most
	 */
	SharedReads(Function<K, @Nullable T> store, Scheduler scheduler, Duration patience) {
		this.store = store;
		this.scheduler = scheduler;
		this.patience = patience;
	}

	/**
	 * Read, or join the read that is under way. It goes on when callers cancel.
	 * @param key what to read
	 * @return what is there, or empty if nothing is; or a {@link TokenStoreException} if
	 * the store cannot be read, or not in time
	 */
	Mono<T> get(K key) {
		return Mono.defer(() -> this.underWay.computeIfAbsent(key, this::read))
			.timeout(AwakeDelay.of(this.patience),
					Mono.error(() -> new TokenStoreException("The token store could not be read in time")));
	}

	// The read ends before its result is emitted, so that a later caller starts a new
	// one.
	private Mono<T> read(K key) {
		return Mono.fromCallable(() -> this.store.apply(key))
			.subscribeOn(this.scheduler)
			.onErrorMap(SharedReads::failure)
			.doOnTerminate(() -> this.underWay.remove(key))
			.cache();
	}

	// The message of a database's exception may quote the row.
	private static Throwable failure(Throwable error) {
		return (error instanceof TokenStoreException) ? error : new TokenStoreException(
				"The token store could not be read (" + error.getClass().getSimpleName() + ")", error);
	}

}
