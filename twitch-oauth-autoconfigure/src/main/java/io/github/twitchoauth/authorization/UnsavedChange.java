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
 * @param backOff how long to wait before the next try
 */
record UnsavedChange(Predicate<@Nullable TwitchToken> replaces, @Nullable TwitchToken token, Duration backOff) {

	private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

	private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

	UnsavedChange(Predicate<@Nullable TwitchToken> replaces, @Nullable TwitchToken token) {
		this(replaces, token, FIRST_BACK_OFF);
	}

	// Somebody else's change, made in the meantime, is the newer one.
	@Nullable TwitchToken over(@Nullable TwitchToken present) {
		return this.replaces.test(present) ? this.token : present;
	}

	String describe(String account) {
		return (this.token != null) ? "The token of account '" + account
				+ "' is in use but could not be saved. If the application ends before it is, a person has to log in again."
				: "The token of account '" + account + "' is dead but could not be removed from the store.";
	}

	UnsavedChange later() {
		Duration doubled = this.backOff.multipliedBy(2);
		return new UnsavedChange(this.replaces, this.token,
				(doubled.compareTo(LONGEST_BACK_OFF) < 0) ? doubled : LONGEST_BACK_OFF);
	}

}
