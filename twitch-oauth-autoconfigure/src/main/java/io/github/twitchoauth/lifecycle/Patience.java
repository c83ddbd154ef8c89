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
public final class Patience extends Retry {

	private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

	private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);

	// A server that asks for more would have a login wait for a day.
	private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

	private final Consumer<Throwable> onFailure;

	/**
	 * Create patience.
	 * @param onFailure called with an error that is another one than the time before
	 */
	public Patience(Consumer<Throwable> onFailure) {
		this.onFailure = onFailure;
	}

	@Override
	public Publisher<?> generateCompanion(Flux<RetrySignal> signals) {
		AtomicReference<String> told = new AtomicReference<>("");
		return signals.map(RetrySignal::copy).concatMap((signal) -> {
			Throwable error = signal.failure();
			if (!isOutage(error)) {
				return Mono.error(error);
			}
			String message = String.valueOf(error.getMessage());
			if (!message.equals(told.getAndSet(message))) {
				this.onFailure.accept(error);
			}
			return Mono.delay(longer(backOff(signal.totalRetriesInARow()), retryAfter(error)));
		});
	}

	private static boolean isOutage(Throwable error) {
		return error instanceof TwitchUnavailableException || error instanceof TokenStoreException;
	}

	private static Duration backOff(long retries) {
		Duration backOff = FIRST_BACK_OFF.multipliedBy(1L << Math.min(retries, 10));
		return (backOff.compareTo(LONGEST_BACK_OFF) < 0) ? backOff : LONGEST_BACK_OFF;
	}

	private static @Nullable Duration retryAfter(Throwable error) {
		return (error instanceof TwitchUnavailableException unavailable) ? unavailable.getRetryAfter() : null;
	}

	private static Duration longer(Duration backOff, @Nullable Duration retryAfter) {
		if (retryAfter == null || retryAfter.compareTo(backOff) <= 0) {
			return backOff;
		}
		return (retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0) ? retryAfter : LONGEST_RETRY_AFTER;
	}

}
