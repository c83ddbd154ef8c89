package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.List;

/**
 * Accounts whose tokens have to be validated.
 *
 * @param accounts their names
 * @param overdue for how long the first token has been due that has not been
 * {@linkplain ValidationStorage#schedule scheduled} since, whoever has taken it; 0 if
 * there is none
 * @since 0.1.0
 */
public record DueAccounts(List<String> accounts, Duration overdue) {

	/**
	 * Create the result.
	 * @param accounts their names
	 * @param overdue for how long the first token has been due
	 */
	public DueAccounts {
		accounts = List.copyOf(accounts);
	}

}
