package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.lifecycle.Deadline;
import io.github.twitchoauth.store.DueAccounts;
import io.github.twitchoauth.store.ValidationStorage;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * All accounts of a store, whichever process uses them: each is validated by one of the
 * processes that share the store. It knows when a token is due from the moment at which
 * that is stored, so only what has been validated has to be told. This is written, all at
 * once, before more is taken.
 */
final class SharedValidationQueue implements ValidationQueue {

	private final Map<String, Map<String, Duration>> validated = new ConcurrentHashMap<>();

	// What was lent and could not be given back yet.
	private final Set<Account> needed = ConcurrentHashMap.newKeySet();

	private final Map<String, ValidationStorage> clients;

	private final Accounts configured;

	private final KnownAccounts accounts;

	private final AuthorizationSettings settings;

	private final Scheduler storeScheduler;

	private volatile Lag lag = new Lag(Duration.ZERO);

	/**
	 * Create a queue.
	 * @param clients for each client id when its tokens are due
	 * @param configured who the accounts are
	 * @param accounts lends accounts
	 * @param settings how often accounts are due
	 * @param storeScheduler runs what waits for the store
	 */
	SharedValidationQueue(Map<String, ValidationStorage> clients, Accounts configured, KnownAccounts accounts,
			AuthorizationSettings settings, Scheduler storeScheduler) {
		this.clients = Map.copyOf(clients);
		this.configured = configured;
		this.accounts = accounts;
		this.settings = settings;
		this.storeScheduler = storeScheduler;
	}

	@Override
	public Mono<List<Account>> take(int limit) {
		return Mono.fromCallable(() -> takeNow(Math.max(1, limit / this.clients.size())))
			.subscribeOn(this.storeScheduler);
	}

	private List<Account> takeNow(int limit) {
		this.needed.removeIf(this.accounts::giveBack);
		this.clients.forEach(this::save);
		Map<String, DueAccounts> due = new HashMap<>();
		this.clients.forEach((clientId, storage) -> due.put(clientId,
				storage.take(clientId, limit, this.settings.validationHold())));
		this.lag = new Lag(
				due.values().stream().map(DueAccounts::overdue).max(Duration::compareTo).orElse(Duration.ZERO));
		return due.entrySet()
			.stream()
			.flatMap((taken) -> taken.getValue().accounts().stream().flatMap((name) -> lend(taken.getKey(), name)))
			.toList();
	}

	// What is locked is tried again the next time. What cannot be written is validated
	// once more, which does no harm.
	private void save(String clientId, ValidationStorage storage) {
		Map<String, Duration> delays = this.validated.remove(clientId);
		if (delays != null) {
			storage.schedule(clientId, delays)
				.forEach((locked) -> delaysOf(clientId, (all) -> all.putIfAbsent(locked,
						delays.getOrDefault(locked, this.settings.validationRetry()))));
		}
	}

	private void delaysOf(String clientId, Consumer<Map<String, Duration>> change) {
		this.validated.compute(clientId, (key, present) -> {
			Map<String, Duration> delays = (present != null) ? present : new HashMap<>();
			change.accept(delays);
			return delays;
		});
	}

	// What is left of an account that belongs to another client now is of no use.
	private Stream<Account> lend(String clientId, String name) {
		if (clientId.equals(this.configured.get(name).client().clientId())) {
			return Stream.of(this.accounts.lend(name));
		}
		schedule(clientId, name, this.settings.validationInterval());
		return Stream.empty();
	}

	@Override
	public void validated(Account account, Duration longest) {
		schedule(account.settings().client().clientId(), account.name(), longest);
		giveBack(account);
	}

	// Nothing is written, so that it is due again when the hold ends, and counts as
	// overdue until then.
	@Override
	public void notValidated(Account account) {
		giveBack(account);
	}

	private void giveBack(Account account) {
		if (!this.accounts.giveBack(account)) {
			this.needed.add(account);
		}
	}

	@Override
	public void schedule(Account account) {
		schedule(account.settings().client().clientId(), account.name(), this.settings.validationInterval());
	}

	// As long as the hold is left for a process that dies after it has taken the account.
	private void schedule(String clientId, String name, Duration longest) {
		Duration delay = ValidationQueue.within(longest);
		Duration hold = this.settings.validationHold();
		Duration next = (delay.compareTo(hold) > 0) ? delay.minus(hold) : delay;
		delaysOf(clientId, (delays) -> delays.put(name, next));
	}

	@Override
	public void scheduleInUse(Account account) {
		// It is stored, and so scheduled.
	}

	@Override
	public void scheduleSoon(Account account) {
		// It is stored, and so scheduled.
	}

	@Override
	public Duration lag() {
		return this.lag.now(this.settings.validationHold());
	}

	/**
	 * How far validations were behind when the store was asked.
	 *
	 * @param overdue how long the first one was overdue
	 * @param asked when that was
	 */
	private record Lag(Duration overdue, Deadline asked) {

		Lag(Duration overdue) {
			this(overdue, Deadline.after(Duration.ZERO));
		}

		// While the store does not answer, nothing is validated.
		Duration now(Duration patience) {
			Duration silence = this.asked.left().negated();
			return (silence.compareTo(patience) > 0) ? this.overdue.plus(silence) : this.overdue;
		}

	}

}
