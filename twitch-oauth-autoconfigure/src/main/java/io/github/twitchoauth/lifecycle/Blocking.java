package io.github.twitchoauth.lifecycle;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.github.twitchoauth.TwitchUnavailableException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * How threads wait that may block. Tests put another way in its place, to decide which
 * thread goes on.
 */
public interface Blocking {

	/**
	 * Real locks and real time.
	 */
	Blocking REAL = new Blocking() {

		@Override
		public Lock newLock() {
			return new ReentrantLock();
		}

		@Override
		public void pause(Duration duration) {
			await(Mono.delay(duration));
		}

	};

	/**
	 * Wait for the result of a call, on a thread that may block.
	 * @param <T> the type of the result
	 * @param call the call, which has a result
	 * @return the result
	 * @throws TwitchUnavailableException if the thread is interrupted meanwhile. It stays
	 * interrupted
	 */
	static <T> T await(Mono<T> call) {
		try {
			return Objects.requireNonNull(call.contextCapture().block(), "A call has a result");
		}
		catch (RuntimeException ex) {
			if (Exceptions.unwrap(ex) instanceof InterruptedException) {
				Thread.currentThread().interrupt();
				throw new TwitchUnavailableException("The call was interrupted while it waited, so it cannot be told "
						+ "what came of it. Make it again if it is still wanted");
			}
			throw ex;
		}
	}

	/**
	 * Create a lock.
	 * @return the lock, which a thread may acquire again while it holds it
	 */
	Lock newLock();

	/**
	 * Wait.
	 * @param duration how long
	 */
	void pause(Duration duration);

}
