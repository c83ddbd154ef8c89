package io.github.twitchoauth.authorization;

import java.util.Objects;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A change on its way into the store, and how far it has come.
 */
final class TokenChange {

	private final UnaryOperator<@Nullable TwitchToken> change;

	private final @Nullable UnsavedChange pending;

	private @Nullable TwitchToken stored;

	private @Nullable TwitchToken base;

	private @Nullable TwitchToken after;

	private @Nullable RuntimeException refusal;

	private boolean called;

	private boolean made;

	/**
	 * Create a change.
	 * @param change makes the new token from the present one
	 * @param pending an earlier change that is not in the store yet
	 */
	TokenChange(UnaryOperator<@Nullable TwitchToken> change, @Nullable UnsavedChange pending) {
		this.change = change;
		this.pending = pending;
	}

	@Nullable TwitchToken apply(@Nullable TwitchToken present) {
		Assert.state(!this.called, "A token store must call the function of 'update' exactly once");
		this.called = true;
		this.stored = present;
		try {
			this.base = (this.pending != null) ? this.pending.over(present) : present;
			this.after = this.change.apply(this.base);
		}
		catch (RuntimeException ex) {
			this.refusal = ex;
			throw ex;
		}
		this.made = true;
		return this.after;
	}

	// The token that was changed may have been written ahead. A store without a token may
	// have come back empty, but a mere description must not undo a logout.
	boolean replaces(@Nullable TwitchToken present) {
		return (present == null && !isDescriptive()) || AccountTokens.isSame(present, this.stored)
				|| AccountTokens.isSame(present, this.base);
	}

	@Nullable TwitchToken after() {
		return this.after;
	}

	boolean isMade() {
		return this.made;
	}

	// Whether the stored token works as well as the new one.
	boolean isDescriptive() {
		return this.stored != null && this.after != null
				&& Objects.equals(this.stored.refreshToken(), this.after.refreshToken());
	}

	// A store may wrap what the function has thrown.
	void rethrowRefusal() {
		if (this.refusal != null) {
			throw this.refusal;
		}
	}

}
