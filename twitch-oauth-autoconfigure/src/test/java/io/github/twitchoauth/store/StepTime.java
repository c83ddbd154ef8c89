package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Time that elapses when a store waits, and when it is told to.
 */
public final class StepTime {

	private final AtomicLong nanos = new AtomicLong();

	/**
	 * Start a process.
	 * @param storage the rows that it shares with others
	 * @return its store
	 */
	public StorageBasedTokenStore open(TokenStorage storage) {
		return open(storage, this.nanos::get, this.nanos::addAndGet);
	}

	/**
	 * Start a process.
	 * @param storage the rows that it shares with others
	 * @param nanos the elapsed time
	 * @param pause waits
	 * @return its store
	 */
	public static StorageBasedTokenStore open(TokenStorage storage, LongSupplier nanos, LongConsumer pause) {
		return new StorageBasedTokenStore(storage, new TokenCodec(TokenCipher.none()),
				StorageBasedTokenStore.DEFAULT_MAX_CONCURRENT_UPDATES, StorageBasedTokenStore.DEFAULT_PATIENCE,
				new ElapsedTime() {

					@Override
					public long nanos() {
						return nanos.getAsLong();
					}

					@Override
					public void pause(long duration) {
						pause.accept(duration);
					}

				});
	}

	public void pass(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

}
