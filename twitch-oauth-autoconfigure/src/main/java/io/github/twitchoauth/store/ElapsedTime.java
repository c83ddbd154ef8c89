package io.github.twitchoauth.store;

import java.util.concurrent.locks.LockSupport;

/**
 * Time as it elapses, whatever the wall clock is set to. Tests put another one in its
 * place.
 */
interface ElapsedTime {

	/**
	 * The time of this machine.
	 */
	ElapsedTime REAL = new ElapsedTime() {

		@Override
		public long nanos() {
			return System.nanoTime();
		}

		@Override
		public void pause(long nanos) {
			LockSupport.parkNanos(nanos);
		}

	};

	/**
	 * Return how much time has elapsed.
	 * @return nanoseconds since a point without a meaning of its own
	 */
	long nanos();

	/**
	 * Wait for a while, or less.
	 * @param nanos how long, in nanoseconds
	 */
	void pause(long nanos);

}
