package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.function.Predicate;

import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

/**
 * A change that holds in memory and has yet to be saved.
 *
 * @param replaces which stored token it takes the place of
 * @param token the token to save, or {@code null} to remove the stored one
 * @param descriptive whether the stored token works as well, and only says less about
 * itself
 * @param backOff how long to wait before the next try
 */
record UnsavedChange(Predicate<@Nullable TwitchToken> replaces, @Nullable TwitchToken token, boolean descriptive,
		Duration backOff) {

	private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

	private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

	UnsavedChange(Predicate<@Nullable TwitchToken> replaces, @Nullable TwitchToken token, boolean descriptive) {
		this(replaces, token, descriptive, FIRST_BACK_OFF);
	}

	// A change by another process in the meantime is newer and wins. A refresh token that
	// another process has presented meanwhile stays marked.
	@Nullable TwitchToken over(@Nullable TwitchToken present) {
		if (!this.replaces.test(present)) {
			return present;
		}
		return (this.token != null && present != null && present.possiblySpent()
				&& AccountTokens.isSame(present, this.token)) ? this.token.withPossiblySpent(true) : this.token;
	}

	String describe(String account) {
		if (this.token == null) {
			return "The token of account '" + account + "' is dead but could not be removed from the store.";
		}
		return this.descriptive ? "What is known about the token of account '" + account + "' could not be saved."
				: "The token of account '" + account
						+ "' is in use but could not be saved. If the application ends before it is, a person has to log in again.";
	}

	UnsavedChange later() {
		Duration doubled = this.backOff.multipliedBy(2);
		return new UnsavedChange(this.replaces, this.token, this.descriptive,
				(doubled.compareTo(LONGEST_BACK_OFF) < 0) ? doubled : LONGEST_BACK_OFF);
	}

}
