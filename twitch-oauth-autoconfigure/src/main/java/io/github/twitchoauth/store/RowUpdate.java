package io.github.twitchoauth.store;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * One update of one row, and how far it has come. Belongs to one thread.
 */
final class RowUpdate implements TokenStorage.Change {

	private final TokenKey key;

	private final TokenStorage.Change change;

	private @Nullable BooleanSupplier claimed;

	private @Nullable TwitchToken next;

	private boolean irreplaceable;

	RowUpdate(TokenKey key, TokenRows rows, UnaryOperator<@Nullable TwitchToken> change) {
		this.key = key;
		this.change = (document, claimed) -> apply(rows, document, change);
	}

	private RowUpdate(TokenKey key, TokenStorage.Change change) {
		this.key = key;
		this.change = change;
	}

	/**
	 * Return an update that removes what is there without reading it.
	 * @param key the row
	 * @return the update
	 */
	static RowUpdate removal(TokenKey key) {
		return new RowUpdate(key, (document, claimed) -> null);
	}

	TokenKey key() {
		return this.key;
	}

	@Nullable TwitchToken next() {
		return this.next;
	}

	/**
	 * Return whether this update has made what exists nowhere else: a token whose
	 * predecessor is spent, or the knowledge that it may be.
	 * @return whether that must not get lost
	 */
	boolean isIrreplaceable() {
		return this.irreplaceable;
	}

	boolean isClaimed() {
		Assert.state(this.claimed != null, "The account is not being updated");
		return this.claimed.getAsBoolean();
	}

	@Override
	public @Nullable String apply(@Nullable String document, BooleanSupplier claimed) {
		this.claimed = claimed;
		return this.change.apply(document, claimed);
	}

	private @Nullable String apply(TokenRows rows, @Nullable String document,
			UnaryOperator<@Nullable TwitchToken> change) {
		TwitchToken stored = rows.read(this.key, document);
		TwitchToken made = change.apply(stored);
		this.next = made;
		this.irreplaceable = stored != null && made != null && isOutdatedBy(stored, made);
		if (made == null) {
			return null;
		}
		return made.equals(stored) ? document : rows.write(this.key, made, document);
	}

	// Returns whether the stored token may be spent without being marked as such.
	private static boolean isOutdatedBy(TwitchToken stored, TwitchToken made) {
		return !Objects.equals(stored.refreshToken(), made.refreshToken())
				|| (made.possiblySpent() && !stored.possiblySpent());
	}

}
