package io.github.twitchoauth.store;

import java.util.Objects;

import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

/**
 * An update of one account in the token file, and what the file holds of that account
 * meanwhile.
 */
final class AccountUpdate {

	private final LockFile.Hold hold;

	private @Nullable TwitchToken stored;

	private @Nullable TwitchToken ahead;

	AccountUpdate(LockFile.Hold hold, @Nullable TwitchToken stored) {
		this.hold = hold;
		this.stored = stored;
	}

	LockFile.Hold hold() {
		return this.hold;
	}

	@Nullable TwitchToken stored() {
		return this.stored;
	}

	// A write may fail after it has replaced the file.
	void writes(TwitchToken ahead) {
		this.ahead = ahead;
	}

	void wrote(TwitchToken ahead) {
		this.stored = ahead;
	}

	boolean mayHaveLeft(@Nullable TwitchToken found) {
		return Objects.equals(found, this.stored) || (this.ahead != null && this.ahead.equals(found));
	}

	// Another process would present a refresh token that is spent, or that may be, as if
	// for the first time.
	boolean isSpentBy(@Nullable TwitchToken next) {
		TwitchToken written = this.stored;
		return written != null && next != null && (!Objects.equals(written.refreshToken(), next.refreshToken())
				|| (next.possiblySpent() && !written.possiblySpent()));
	}

}
