package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.lifecycle.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * What is in doubt about an account's refresh token.
 */
final class RefreshDoubt {

	private static final Duration LONG = Duration.ofMinutes(10);

	private volatile @Nullable String possiblySpent;

	private volatile @Nullable Refusal refusal;

	// Whether it has been presented, and no answer said what became of it.
	boolean isPossiblySpent(String refreshToken) {
		return refreshToken.equals(this.possiblySpent);
	}

	void possiblySpent(@Nullable String refreshToken) {
		this.possiblySpent = refreshToken;
	}

	// Whether this is not the first refusal, and the first one was long ago.
	boolean isRefusedForLong(String refreshToken) {
		Refusal first = this.refusal;
		if (first == null || !first.refreshToken().equals(refreshToken)) {
			this.refusal = new Refusal(refreshToken, Deadline.after(LONG));
			return false;
		}
		return first.longAgo().left().isNegative();
	}

	void clear() {
		this.possiblySpent = null;
		this.refusal = null;
	}

	private record Refusal(String refreshToken, Deadline longAgo) {

		@Override
		public String toString() {
			return "Refusal[longAgo=" + this.longAgo + "]";
		}

	}

}
