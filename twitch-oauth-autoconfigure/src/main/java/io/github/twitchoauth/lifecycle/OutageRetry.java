package io.github.twitchoauth.lifecycle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchUnavailableException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Waits out an outage of Twitch or of the store: tries again for as long as it takes,
 * less and less often, and not before the server wants to hear of it again.
 */
public final class OutageRetry extends Retry {

	private final Consumer<Throwable> onFailure;

	/**
	 * Create a retry.
	 * @param onFailure called with an error that is another one than the time before
	 */
	public OutageRetry(Consumer<Throwable> onFailure) {
		this.onFailure = onFailure;
	}

	@Override
	public Publisher<?> generateCompanion(Flux<RetrySignal> signals) {
		AtomicReference<String> told = new AtomicReference<>("");
		BackOff backOff = new BackOff();
		return signals.map(RetrySignal::copy).concatMap((signal) -> {
			Throwable error = signal.failure();
			if (!isOutage(error)) {
				return Mono.error(error);
			}
			String message = String.valueOf(error.getMessage());
			if (!message.equals(told.getAndSet(message))) {
				this.onFailure.accept(error);
			}
			if (signal.totalRetriesInARow() == 0) {
				backOff.reset();
			}
			return Mono.delay(backOff.next(retryAfter(error)));
		});
	}

	private static boolean isOutage(Throwable error) {
		return error instanceof TwitchUnavailableException || error instanceof TokenStoreException;
	}

	private static @Nullable Duration retryAfter(Throwable error) {
		return (error instanceof TwitchUnavailableException unavailable) ? unavailable.getRetryAfter() : null;
	}

}
