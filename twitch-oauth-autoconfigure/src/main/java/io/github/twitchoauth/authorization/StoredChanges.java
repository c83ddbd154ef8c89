package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.cluster.Leases;
import io.github.twitchoauth.endpoint.AwakeDelay;
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

	// A connection that has died without a sign holds up one look, and the next one gets
	// another connection.
	private static final Duration LONGEST_LOOK = Duration.ofSeconds(15);

	private static final long NONE = -1;

	private final Map<Account, Look> seen = new ConcurrentHashMap<>();

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
				.concatMap((tick) -> look().timeout(AwakeDelay.of(LONGEST_LOOK)).onErrorComplete(), 1)
				.subscribe());
		}
	}

	private Mono<Void> look() {
		return Mono.fromCallable(this::changed)
			.subscribeOn(this.lifecycle.storeScheduler())
			.doOnNext((looks) -> looks.forEach(this::follow))
			.then(joinLogins());
	}

	private List<Look> changed() {
		Map<ClientCredentials, List<Account>> accounts = this.tokenManager.known()
			.stream()
			.collect(Collectors.groupingBy((account) -> account.settings().client()));
		return accounts.entrySet()
			.stream()
			.flatMap((client) -> changed(client.getKey(), client.getValue()).stream())
			.toList();
	}

	// Memory is looked at first: what changes there meanwhile is new the next time.
	private List<Look> changed(ClientCredentials client, List<Account> accounts) {
		List<Look> looks = accounts.stream().map((account) -> new Look(account, account.current(), NONE)).toList();
		Map<String, Long> versions = this.tokenManager.versions(client, accounts.stream().map(Account::name).toList());
		return looks.stream()
			.map((look) -> look.withVersion(versions.getOrDefault(look.account().name(), NONE)))
			.filter((look) -> look.version() != NONE && !look.equals(this.seen.get(look.account())))
			.toList();
	}

	// An account that is being refreshed makes others wait for it, but not this.
	private void follow(Look look) {
		Account account = look.account();
		if (this.followed.add(account)) {
			this.tokenManager.follow(account)
				.doFinally((signal) -> this.followed.remove(account))
				.subscribe(null, (error) -> {
				}, () -> this.seen.put(account, look));
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

	/**
	 * What was there of an account at one time. A token that this process has stored is
	 * looked at in the store again, which may have lost it before the version was seen.
	 *
	 * @param account the account
	 * @param memory its token in this process
	 * @param version its version in the store
	 */
	private record Look(Account account, @Nullable TwitchToken memory, long version) {

		Look withVersion(long version) {
			return new Look(this.account, this.memory, version);
		}

	}

}
