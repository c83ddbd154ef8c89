package io.github.twitchoauth.cluster;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.store.LeaseStorage;

/**
 * Agrees with other processes on which of them does what.
 */
public interface Leases {

	/**
	 * Ask for a lease. It is held as soon as no other process holds it, and given back
	 * when it is disposed.
	 * @param name what it is for, the same in all processes
	 * @return the lease
	 */
	default Lease request(String name) {
		return request(name, () -> Duration.ZERO);
	}

	/**
	 * Ask for a lease that may be held and not be served.
	 * @param name what it is for, the same in all processes
	 * @param unserved tells how long ago this process has last done what the lease is
	 * for, as far as its next holder is concerned. Asked while the lease is held and when
	 * it is given back; does not block
	 * @return the lease
	 */
	Lease request(String name, Supplier<Duration> unserved);

	/**
	 * Return whether there may be other processes.
	 * @return whether a lease may be held by another process
	 */
	boolean isShared();

	/**
	 * Return how many leases this process holds of those that it shares with others.
	 * @return the number, 0 if there are no other processes
	 */
	default long held() {
		return 0;
	}

	/**
	 * Return leases for a process that shares its store with no other.
	 * @return leases that are always held
	 */
	static Leases ofOneProcess() {
		return new Leases() {

			@Override
			public Lease request(String name, Supplier<Duration> unserved) {
				return Lease.alwaysHeld(name);
			}

			@Override
			public boolean isShared() {
				return false;
			}

		};
	}

	/**
	 * Return leases that are kept in a store.
	 * @param storage where they are kept
	 * @param duration how long the lease of a process that has died lasts
	 * @param lifecycle lends threads; leases are given back when it ends
	 * @return the leases
	 */
	static Leases sharedThrough(LeaseStorage storage, Duration duration, AuthorizationLifecycle lifecycle) {
		SharedLeases leases = new SharedLeases(storage, duration, lifecycle);
		lifecycle.disposeOnClose(leases.start());
		return leases;
	}

}
