package io.github.twitchoauth.web;

import java.time.Duration;
import java.time.Instant;

import io.github.twitchoauth.endpoint.ServerTime;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * How many calls are left of a rate limit, as far as the answers tell.
 */
final class RateLimitBucket {

	// Until an answer tells the limit.
	private static final long FIRST_CALLS = 30;

	private long limit = FIRST_CALLS;

	private long remaining = FIRST_CALLS;

	private long lastReset;

	private Instant refillAt = Instant.MAX;

	/**
	 * Return when all calls are there again.
	 * @return the time, or {@link Instant#MAX} if that is not known
	 */
	Instant refillAt() {
		return this.refillAt;
	}

	/**
	 * Return how many calls are left.
	 * @param now the time
	 * @return their number, or {@code NaN} if all are there, or if that is not known
	 */
	double remaining(Instant now) {
		boolean known = this.refillAt.isBefore(Instant.MAX) && !isDue(now);
		return known ? this.remaining : Double.NaN;
	}

	boolean hasRoom(long underWay) {
		return underWay < this.remaining;
	}

	boolean isDue(Instant now) {
		return !now.isBefore(this.refillAt);
	}

	// Clocks differ, so where calls wait, one of them tries out whether it is time. Those
	// that are under way may never be answered, so they do not keep it back.
	void refill(boolean callsWait, long underWay) {
		this.remaining = callsWait ? underWay + 1 : this.limit;
		this.refillAt = Instant.MAX;
		this.lastReset = 0;
	}

	void update(HttpStatusCode status, HttpHeaders headers, Instant now) {
		RateLimitHeaders limits = RateLimitHeaders.of(headers);
		Long left = (limits.remaining() == null && status.value() == 429) ? Long.valueOf(0) : limits.remaining();
		if (limits.reset() != null && left != null) {
			this.limit = (limits.limit() != null) ? Math.max(1, limits.limit()) : this.limit;
			update(left, limits.reset(), RateLimit.until(limits.reset(), ServerTime.of(headers, now).now()), now);
		}
		else if (status.is2xxSuccessful()) {
			this.remaining = Long.MAX_VALUE;
			this.refillAt = Instant.MAX;
		}
	}

	// Answers may arrive in another order than that in which they were given, so until a
	// reset the smallest number counts.
	private void update(long left, long reset, Duration untilReset, Instant now) {
		this.remaining = (reset == this.lastReset) ? Math.min(left, this.remaining) : left;
		this.lastReset = reset;
		this.refillAt = now.plus(untilReset);
	}

}
