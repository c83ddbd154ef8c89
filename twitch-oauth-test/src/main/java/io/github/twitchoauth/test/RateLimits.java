package io.github.twitchoauth.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many calls of the Helix API each user of an application has left: 800, and as many
 * again every minute. The count never gets to 0, because this stand-in refuses no call.
 *
 * @see <a href="https://dev.twitch.tv/docs/api/guide/#twitch-rate-limits">Twitch rate
 * limits</a>
 */
final class RateLimits {

	static final int LIMIT = 800;

	private static final double PER_SECOND = LIMIT / 60.0;

	private final Clock clock;

	private final Map<Object, Bucket> buckets = new ConcurrentHashMap<>();

	RateLimits(Clock clock) {
		this.clock = clock;
	}

	Bucket take(Object holder) {
		return this.buckets.compute(holder, (key, bucket) -> Bucket.after(bucket, this.clock.instant()));
	}

	void clear() {
		this.buckets.clear();
	}

	/**
	 * What is left after a call.
	 *
	 * @param used how many calls are used up
	 * @param time when that was so
	 */
	record Bucket(double used, Instant time) {

		private static Bucket after(Bucket previous, Instant now) {
			return new Bucket(Math.min(LIMIT - 1, ((previous != null) ? previous.usedAt(now) : 0) + 1), now);
		}

		private double usedAt(Instant now) {
			double seconds = Duration.between(this.time, now).toMillis() / 1_000.0;
			return Math.max(0, this.used - seconds * PER_SECOND);
		}

		int remaining() {
			return LIMIT - (int) Math.ceil(this.used);
		}

		/**
		 * Return when nothing is used up any more.
		 * @return the time in seconds of the epoch
		 */
		long reset() {
			return this.time.plusMillis((long) Math.ceil(this.used / PER_SECOND * 1_000)).getEpochSecond() + 1;
		}

	}

}
