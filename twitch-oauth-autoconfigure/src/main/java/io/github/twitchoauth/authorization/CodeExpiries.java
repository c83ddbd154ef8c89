package io.github.twitchoauth.authorization;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.lifecycle.Deadline;

/**
 * When device codes expire, also if the wall clock is set between a code's arrival and
 * its first poll.
 */
final class CodeExpiries {

	private final Map<DeviceCode, Deadline> known = Collections.synchronizedMap(new WeakHashMap<>());

	private final Clock clock;

	CodeExpiries(Clock clock) {
		this.clock = clock;
	}

	void issued(DeviceCode code) {
		this.known.put(code, Deadline.after(leftByClock(code)));
	}

	/**
	 * Return whether a code was issued to this process.
	 * @param code the code
	 * @return whether it was, rather than to another one that shares the store
	 */
	boolean isOwn(DeviceCode code) {
		return this.known.containsKey(code);
	}

	// Only the clock can tell of a code that another process was given. It may be wrong,
	// so the server is asked once at least.
	Deadline of(DeviceCode code) {
		Deadline expiry = this.known.get(code);
		if (expiry != null) {
			return expiry;
		}
		Duration shortest = code.interval().plusSeconds(1);
		Duration left = leftByClock(code);
		return Deadline.after((left.compareTo(shortest) < 0) ? shortest : left);
	}

	private Duration leftByClock(DeviceCode code) {
		return Duration.between(this.clock.instant(), code.expiresAt());
	}

}
