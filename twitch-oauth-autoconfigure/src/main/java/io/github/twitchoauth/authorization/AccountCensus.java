package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * Accounts in numbers, at one moment.
 *
 * @param states how many are in each state; states without accounts are left out
 * @param pendingLogins how many logins wait for a person
 * @param nextExpiry when the first of their access tokens expires, those that have
 * expired unused left out; or {@code null} if there is none, or if that is not known
 * @param validationLag how long the validation that should have been first is overdue, 0
 * if none is
 */
public record AccountCensus(Map<State, Long> states, long pendingLogins, @Nullable Instant nextExpiry,
		Duration validationLag) {

	static AccountCensus of(Collection<AccountStatus> accounts, Duration validationLag, Instant now) {
		Map<State, Long> states = accounts.stream()
			.collect(Collectors.groupingBy(AccountStatus::state, () -> new EnumMap<>(State.class),
					Collectors.counting()));
		long pendingLogins = accounts.stream().filter((account) -> account.pendingLogin() != null).count();
		Instant nextExpiry = accounts.stream()
			.filter((account) -> !isDormant(account, now))
			.map(AccountStatus::expiresAt)
			.filter(Objects::nonNull)
			.min(Comparator.naturalOrder())
			.orElse(null);
		return new AccountCensus(states, pendingLogins, nextExpiry, validationLag);
	}

	// A token that somebody needs is refreshed before it expires, or is in trouble.
	private static boolean isDormant(AccountStatus account, Instant now) {
		Instant expiresAt = account.expiresAt();
		return account.state() == State.LOGGED_IN && expiresAt != null && expiresAt.isBefore(now);
	}

	/**
	 * Return how many accounts are in a state.
	 * @param state the state
	 * @return their number
	 */
	public long count(State state) {
		return this.states.getOrDefault(state, 0L);
	}

}
