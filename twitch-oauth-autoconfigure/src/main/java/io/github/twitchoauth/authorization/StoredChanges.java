package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.cluster.Leases;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows what other processes do to the accounts that are in use here: their logins,
 * refreshes and logouts, and the codes that they show.
 */
public final class StoredChanges {

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

	private final Map<Account, Long> seen = new ConcurrentHashMap<>();

	private final Set<Account> followed = ConcurrentHashMap.newKeySet();

	private final TwitchTokenManager tokenManager;

	private final Leases leases;

	private final AuthorizationLifecycle lifecycle;

	/**
	 * Create a view of the changes, which sees nothing yet.
	 * @param tokenManager knows which accounts are in use
	 * @param leases tell whether there are other processes
	 * @param lifecycle lends threads, and ends with the application
	 */
	public StoredChanges(TwitchTokenManager tokenManager, Leases leases, AuthorizationLifecycle lifecycle) {
		this.tokenManager = tokenManager;
		this.leases = leases;
		this.lifecycle = lifecycle;
	}

	/**
	 * Look at the store now and then, if there are other processes.
	 */
	public void follow() {
		if (this.leases.isShared()) {
			this.lifecycle.disposeOnClose(Flux.interval(BETWEEN_LOOKS)
				.onBackpressureDrop()
				.concatMap((tick) -> look().onErrorComplete(), 1)
				.subscribe());
		}
	}

	private Mono<Void> look() {
		return Mono.fromCallable(this::changed)
			.subscribeOn(this.lifecycle.storeScheduler())
			.doOnNext((changed) -> changed.forEach(this::follow))
			.then(joinLogins());
	}

	private List<Account> changed() {
		Map<ClientCredentials, List<Account>> accounts = this.tokenManager.known()
			.stream()
			.collect(Collectors.groupingBy((account) -> account.settings().client()));
		return accounts.entrySet()
			.stream()
			.flatMap((client) -> changed(client.getKey(), client.getValue()).stream())
			.toList();
	}

	private List<Account> changed(ClientCredentials client, List<Account> accounts) {
		Map<String, Long> versions = this.tokenManager.versions(client, accounts.stream().map(Account::name).toList());
		return accounts.stream().filter((account) -> isNew(account, versions.get(account.name()))).toList();
	}

	private boolean isNew(Account account, @Nullable Long version) {
		return version != null && !version.equals(this.seen.put(account, version));
	}

	// An account that is being refreshed makes others wait for it, but not this.
	private void follow(Account account) {
		if (this.followed.add(account)) {
			this.tokenManager.follow(account)
				.doFinally((signal) -> this.followed.remove(account))
				.subscribe(null, (error) -> this.seen.remove(account));
		}
		else {
			this.seen.remove(account);
		}
	}

	private Mono<Void> joinLogins() {
		return Flux.fromIterable(withoutToken())
			.concatMap((account) -> this.tokenManager.keptCodes()
				.find(account.settings())
				.doOnNext((code) -> this.tokenManager.askPerson(account)), 1)
			.then();
	}

	private Collection<Account> withoutToken() {
		return this.tokenManager.known()
			.stream()
			.filter((account) -> account.current() == null && account.settings().autoStart()
					&& this.tokenManager.pendingCodes().find(account.name()) == null)
			.toList();
	}

}
