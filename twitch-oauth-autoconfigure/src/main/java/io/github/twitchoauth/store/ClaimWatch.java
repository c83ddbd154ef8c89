package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Watches the claim of another process, by the monotonic clock of this one.
 */
final class ClaimWatch {

	private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

	private final ElapsedTime time;

	private final long patience;

	private long pause = FIRST_PAUSE;

	private @Nullable String seen;

	private long since;

	private long last;

	ClaimWatch(ElapsedTime time, Duration patience) {
		this.time = time;
		this.patience = patience.toNanos();
		this.since = time.nanos();
		this.last = this.since;
	}

	/**
	 * Look at the present claim.
	 * @param present the claim, or {@code null} while its owner holds the lock
	 * @return whether the claim has been the same for longer than patience lasts
	 */
	boolean isAbandoned(@Nullable String present) {
		long now = this.time.nanos();
		// The claim may have changed and changed back while this process was paused, so
		// watching starts again.
		boolean unwatched = now - this.last > this.patience / 2;
		this.last = now;
		if (present == null || unwatched || !Objects.equals(present, this.seen)) {
			this.seen = present;
			this.since = now;
		}
		return now - this.since > this.patience;
	}

	void pause() {
		this.time.pause(this.pause);
		this.pause = Math.min(2 * this.pause, Math.min(LONGEST_PAUSE, this.patience / 8));
	}

}
