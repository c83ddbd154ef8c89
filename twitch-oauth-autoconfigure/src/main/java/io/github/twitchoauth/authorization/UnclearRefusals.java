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

	// Whether this is not the first refusal, and the first one was long ago. Whatever
	// else is answered meanwhile begins a new count.
	boolean isLasting(String token) {
		Refusal first = this.refusal;
		if (first == null || !first.token().equals(token)) {
			this.refusal = new Refusal(token, Deadline.after(LONG));
			return false;
		}
		return first.longAgo().left().isNegative();
	}

	// Whether the next refusal may be a lasting one. After as long again, nobody has
	// asked
	// meanwhile.
	boolean isPending() {
		Refusal first = this.refusal;
		return first != null && first.longAgo().left().compareTo(LONG.negated()) > 0;
	}

	void clear() {
		this.refusal = null;
	}

	private record Refusal(String token, Deadline longAgo) {

		@Override
		public String toString() {
			return "Refusal[longAgo=" + this.longAgo + "]";
		}

	}

}
