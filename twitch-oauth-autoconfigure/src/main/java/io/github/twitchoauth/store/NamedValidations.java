package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Times of validations, by account and not by what its token is kept as.
 */
final class NamedValidations implements ValidationStorage {

	private final ValidationStorage times;

	private final UnaryOperator<String> nameOf;

	private final UnaryOperator<String> accountOf;

	/**
	 * Create a view.
	 * @param times the times by name
	 * @param nameOf returns what the token of an account is kept as
	 * @param accountOf returns the account of a name, or an empty text if there is none
	 */
	NamedValidations(ValidationStorage times, UnaryOperator<String> nameOf, UnaryOperator<String> accountOf) {
		this.times = times;
		this.nameOf = nameOf;
		this.accountOf = accountOf;
	}

	@Override
	public DueAccounts take(String clientId, int limit, Duration hold) {
		DueAccounts due = this.times.take(clientId, limit, hold);
		return new DueAccounts(
				due.accounts().stream().map(this.accountOf).filter((account) -> !account.isEmpty()).toList(),
				due.overdue());
	}

	@Override
	public Set<String> schedule(String clientId, Map<String, Duration> delays) {
		Set<String> locked = this.times.schedule(clientId,
				delays.entrySet()
					.stream()
					.collect(Collectors.toMap((delay) -> this.nameOf.apply(delay.getKey()), Map.Entry::getValue,
							(delay, other) -> delay)));
		return locked.stream().map(this.accountOf).collect(Collectors.toSet());
	}

}
