package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import reactor.core.publisher.Mono;

/**
 * Knows which accounts are to be validated next. Each that is taken is given back when
 * its validation has ended.
 */
interface ValidationQueue {

	/**
	 * The shortest time until a validation, as a part of the longest.
	 */
	double SHORTEST_SHARE = 0.8;

	/**
	 * Take accounts whose validation is due.
	 * @param limit how many at most
	 * @return the accounts, none if nothing is due
	 */
	Mono<List<Account>> take(int limit);

	/**
	 * Give an account back that has been validated.
	 * @param account the account
	 * @param longest the longest time until it is due again
	 */
	void validated(Account account, Duration longest);

	/**
	 * Give an account back of which it was not found out whether its token lives. It is
	 * due again soon.
	 * @param account the account
	 */
	void notValidated(Account account);

	/**
	 * Note that a login has just validated an account.
	 * @param account the account
	 */
	void schedule(Account account);

	/**
	 * Note that an account is in use, unless that is known.
	 * @param account the account
	 */
	void scheduleInUse(Account account);

	/**
	 * Note that an account is in use and has not been validated.
	 * @param account the account
	 */
	void scheduleSoon(Account account);

	/**
	 * Return how far validations are behind.
	 * @return how long the first one is overdue, 0 if none is
	 */
	Duration lag();

	/**
	 * Return a random time, which spreads accounts that logged in or failed together.
	 * @param longest the longest time
	 * @return the time
	 */
	static Duration within(Duration longest) {
		double share = ThreadLocalRandom.current().nextDouble(SHORTEST_SHARE, 1);
		return Duration.ofNanos((long) (longest.toNanos() * share));
	}

}
