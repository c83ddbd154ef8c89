package io.github.twitchoauth.store;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of the accounts whose tokens, or whose pending logins, are in a store.
 *
 * @param accounts their names. There may be none although there are more pages
 * @param next what to ask for the next page with, or {@code null} if this is the last
 * one. Only the store that has made it understands it
 * @since 0.1.0
 */
public record AccountPage(List<String> accounts, @Nullable String next) {

	/**
	 * Create a page.
	 * @param accounts their names
	 * @param next what to ask for the next page with, or {@code null} if this is the last
	 * one
	 */
	public AccountPage {
		accounts = List.copyOf(accounts);
	}

	// The cursor is the last name of the page before it.
	static AccountPage of(Collection<String> all, @Nullable String cursor, int limit) {
		List<String> rest = all.stream()
			.filter((account) -> cursor == null || account.compareTo(cursor) > 0)
			.sorted()
			.limit(limit + 1L)
			.toList();
		return (rest.size() > limit) ? new AccountPage(rest.subList(0, limit), rest.get(limit - 1))
				: new AccountPage(rest, null);
	}

}
