package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.lifecycle.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Since when the server refuses an account's refresh token in words that may come from a
 * server in trouble.
 */
final class UnclearRefusals {

	private static final Duration LONG = Duration.ofMinutes(10);

	private volatile @Nullable Refusal refusal;

	// Whether this is not the first refusal, and the first one was long ago.
	boolean isLasting(String refreshToken) {
		Refusal first = this.refusal;
		if (first == null || !first.refreshToken().equals(refreshToken)) {
			this.refusal = new Refusal(refreshToken, Deadline.after(LONG));
			return false;
		}
		return first.longAgo().left().isNegative();
	}

	void clear() {
		this.refusal = null;
	}

	private record Refusal(String refreshToken, Deadline longAgo) {

		@Override
		public String toString() {
			return "Refusal[longAgo=" + this.longAgo + "]";
		}

	}

}
