package io.github.twitchoauth.authorization;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The accounts that are in memory: for good, once somebody has asked for them, or lent
 * for as long as they are looked after. There is one object for each, whoever needs it.
 */
final class KnownAccounts {

	private final Map<String, Account> accounts = new ConcurrentHashMap<>();

	private final Function<String, Account> factory;

	/**
	 * Create an empty collection.
	 * @param factory creates accounts
	 */
	KnownAccounts(Function<String, Account> factory) {
		this.factory = factory;
	}

	/**
	 * Return an account that somebody has asked for.
	 * @param name its name
	 * @return the account, which is served from now on
	 */
	Account serve(String name) {
		Account known = this.accounts.get(name);
		return (known != null && known.isServed()) ? known : this.accounts.compute(name,
				(key, present) -> ((present != null) ? present : this.factory.apply(key)).serve());
	}

	/**
	 * Return an account for a moment.
	 * @param name its name
	 * @return the account, to be given back
	 */
	Account lend(String name) {
		return this.accounts.computeIfAbsent(name, (key) -> this.factory.apply(key).lend());
	}

	/**
	 * Take an account back that was lent.
	 * @param account the account
	 * @return whether this object is not needed any more, or is served
	 */
	boolean giveBack(Account account) {
		return this.accounts.computeIfPresent(account.name(),
				(key, present) -> (present != account || present.isNeeded()) ? present : ended(present)) != account
				|| account.isServed();
	}

	private static @Nullable Account ended(Account account) {
		account.end();
		return null;
	}

	/**
	 * Return an account as it is, without serving it.
	 * @param name its name
	 * @return the account, one of which nothing is known if it is not in memory
	 */
	Account peek(String name) {
		Account known = this.accounts.get(name);
		return (known != null) ? known : this.factory.apply(name);
	}

	boolean isServed(String name) {
		Account known = this.accounts.get(name);
		return known != null && known.isServed();
	}

	/**
	 * Return the accounts that have been asked for.
	 * @return the accounts
	 */
	Stream<Account> served() {
		return this.accounts.values().stream().filter(Account::isServed);
	}

	/**
	 * Return all accounts that are in memory.
	 * @return the accounts
	 */
	Collection<Account> all() {
		return this.accounts.values();
	}

}
