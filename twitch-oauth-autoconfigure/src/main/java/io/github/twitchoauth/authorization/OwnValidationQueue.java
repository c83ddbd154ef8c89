package io.github.twitchoauth.authorization;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.twitchoauth.lifecycle.Due;
import reactor.core.publisher.Mono;

/**
 * The accounts that this process has in use, for a store that does not know when its
 * tokens are to be validated.
 */
final class OwnValidationQueue implements ValidationQueue {

	private final AuthorizationSettings settings;

	private final Clock clock;

	private final Supplier<Stream<Account>> accounts;

	/**
	 * Create a queue.
	 * @param settings how often accounts are due
	 * @param clock tells the time
	 * @param accounts the accounts in use
	 */
	OwnValidationQueue(AuthorizationSettings settings, Clock clock, Supplier<Stream<Account>> accounts) {
		this.settings = settings;
		this.clock = clock;
		this.accounts = accounts;
	}

	@Override
	public Mono<List<Account>> take(int limit) {
		return Mono
			.fromSupplier(() -> this.accounts.get().filter(this::isDue).limit(limit).filter(this::isTaken).toList());
	}

	// A token that another process has stored is scheduled here.
	private boolean isDue(Account account) {
		Due due = account.validateAt();
		if (due == null && account.current() != null) {
			scheduleInUse(account);
			return false;
		}
		return due != null && due.hasCome(this.clock);
	}

	// The next time is set first, because a login may set another one during the
	// validation.
	private boolean isTaken(Account account) {
		account.validateAt(null);
		if (account.current() == null) {
			return false;
		}
		schedule(account);
		return true;
	}

	@Override
	public void validated(Account account, Duration longest) {
		scheduleUnlessEarlier(account, longest);
	}

	@Override
	public void notValidated(Account account) {
		scheduleSoon(account);
	}

	@Override
	public void schedule(Account account) {
		scheduleWithin(account, this.settings.validationInterval());
	}

	// A login that has not been announced yet is announced once the validation has found
	// its user, so it is validated soon.
	@Override
	public void scheduleInUse(Account account) {
		if (!account.isAnnounced()) {
			scheduleSoon(account);
		}
		else if (account.validateAt() == null) {
			schedule(account);
		}
	}

	@Override
	public void scheduleSoon(Account account) {
		scheduleUnlessEarlier(account, this.settings.validationRetry());
	}

	// An earlier due time stays, so that frequent calls do not postpone the validation.
	private void scheduleUnlessEarlier(Account account, Duration longest) {
		Due due = account.validateAt();
		if (due == null || due.left(this.clock).compareTo(longest) > 0) {
			scheduleWithin(account, longest);
		}
	}

	private void scheduleWithin(Account account, Duration longest) {
		account.validateAt(Due.in(ValidationQueue.within(longest), this.clock));
	}

	@Override
	public Duration lag() {
		return this.accounts.get()
			.map(Account::validateAt)
			.filter(Objects::nonNull)
			.map((due) -> due.left(this.clock).negated())
			.filter((lag) -> !lag.isNegative())
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
	}

}
