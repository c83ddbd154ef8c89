package io.github.twitchoauth.authorization;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The {@link TwitchAccounts}. Reads what the token manager knows, and starts and ends
 * logins as an application would.
 */
public final class AccountDirectory implements TwitchAccounts {

	// Not every change is told: a token expires, or cannot be saved.
	private static final Duration UNTOLD_CHANGES = Duration.ofSeconds(5);

	private final Accounts configured;

	private final TwitchTokenManager tokenManager;

	private final DeviceAuthFlow flow;

	private final Clock clock;

	private final AccountStatuses statuses;

	private final AccountChanges changes = new AccountChanges();

	/**
	 * Create a directory.
	 * @param accounts who the accounts are
	 * @param tokenManager knows their tokens
	 * @param flow logs them in
	 * @param events tells of what happens to them
	 * @param lifecycle ends with the application
	 */
	public AccountDirectory(Accounts accounts, TwitchTokenManager tokenManager, DeviceAuthFlow flow,
			EventDispatcher events, AuthorizationLifecycle lifecycle) {
		this.configured = accounts;
		this.tokenManager = tokenManager;
		this.flow = flow;
		this.clock = lifecycle.clock();
		this.statuses = new AccountStatuses(tokenManager, this.clock);
		tokenManager.pendingCodes().onChange(this.changes::add);
		events.addPrecedingListener(this::on);
		lifecycle.disposeOnClose(this.changes);
	}

	// The refresh of an account that nobody has asked for here changes nothing that is
	// known here.
	private void on(TwitchOAuthEvent event) {
		if (!(event instanceof TokenRefreshedEvent) || this.tokenManager.isKnown(event.getAccount())) {
			this.statuses.add(event);
			this.changes.add(event.getAccount());
		}
	}

	// A question leaves no trace: anybody may ask a site for accounts that do not exist.
	@Override
	public Mono<AccountStatus> getStatus(String account) {
		return Mono.defer(() -> {
			AccountSettings settings = this.configured.get(account);
			return isServed(account) ? served(account)
					: this.tokenManager.stored()
						.token(account)
						.map((token) -> this.statuses.ofStored(settings, token))
						.switchIfEmpty(status(account));
		});
	}

	// What is known anyway is told although the store cannot be read.
	private Mono<AccountStatus> served(String account) {
		return this.tokenManager.find(account)
			.then(status(account))
			.onErrorResume(TokenStoreException.class,
					(error) -> status(account).filter(AccountDirectory::isTelling).switchIfEmpty(Mono.error(error)));
	}

	private static boolean isTelling(AccountStatus status) {
		return status.state() != State.LOGGED_OUT || status.since() != null;
	}

	private boolean isServed(String account) {
		return this.tokenManager.isKnown(account) || this.configured.names().contains(account);
	}

	private Mono<AccountStatus> status(String account) {
		return Mono.fromSupplier(() -> this.statuses.get(account));
	}

	@Override
	public Flux<AccountStatus> getConfigured() {
		return Flux.fromIterable(this.configured.names()).map(this.statuses::get);
	}

	/**
	 * Return whether an account has to be logged in for all to be well. One that nobody
	 * has logged in does not if others log in at start: often it is the default account,
	 * which only gives others its client.
	 * @param status the account
	 * @return whether it counts
	 */
	public boolean isAwaited(AccountStatus status) {
		return status.state() != State.LOGGED_OUT || this.configured.get(status.account()).autoStart()
				|| !this.configured.isAnyAutoStarted();
	}

	/**
	 * Count all accounts. Speaks of what is in memory: accounts that are only in the
	 * store are left out, as are those made up at run time that are logged out.
	 * @return the numbers
	 */
	public AccountCensus count() {
		List<AccountStatus> all = Stream.concat(this.configured.names().stream().map(this.statuses::get), others())
			.toList();
		return AccountCensus.of(all, this.tokenManager.validationLag(), this.clock.instant());
	}

	/**
	 * Count the accounts made up at run time, as {@link #count()} does.
	 * @return how many are in each state
	 */
	public Map<State, Long> countOthers() {
		return AccountCensus.of(others().toList(), Duration.ZERO, this.clock.instant()).states();
	}

	private Stream<AccountStatus> others() {
		return Stream.concat(this.tokenManager.names(), this.tokenManager.pendingCodes().accounts().stream())
			.distinct()
			.filter((account) -> !this.configured.names().contains(account))
			.map(this.statuses::get)
			.filter((status) -> status.state() != State.LOGGED_OUT);
	}

	@Override
	public Flux<AccountStatus> getAll() {
		return Flux.defer(() -> {
			Set<String> known = known();
			return Flux.fromIterable(known).flatMapSequential(this::current).concatWith(stored(known));
		});
	}

	private Flux<AccountStatus> stored(Set<String> known) {
		return this.tokenManager.stored()
			.all()
			.filter((stored) -> !known.contains(stored.getKey()))
			.map((stored) -> this.statuses.ofStored(this.configured.get(stored.getKey()), stored.getValue()));
	}

	private Set<String> known() {
		Set<String> names = new LinkedHashSet<>(this.configured.names());
		Stream
			.concat(this.tokenManager.inUse().map(Account::name), this.tokenManager.pendingCodes().accounts().stream())
			.forEach(names::add);
		return names;
	}

	@Override
	public Flux<AccountStatus> watch(String account) {
		return Flux
			.merge(statusWithoutStore(account),
					this.changes.of(account, Flux.interval(UNTOLD_CHANGES)).concatMap(this::current, 1))
			.distinctUntilChanged();
	}

	private Mono<AccountStatus> current(String account) {
		return isServed(account) ? status(account) : statusWithoutStore(account);
	}

	@Override
	public Flux<AccountStatus> watchAll() {
		return this.changes.all().flatMapSequential(this::current);
	}

	@Override
	public Mono<AccountStatus> logIn(String account) {
		return Mono.defer(() -> {
			Mono<AccountStatus> status = statusWithoutStore(account);
			return isPending(account) ? status
					: Mono.firstWithSignal(code(account), Mono.defer(() -> started(account))).then(status);
		});
	}

	private Mono<Void> code(String account) {
		return this.changes.of(account, Flux.interval(UNTOLD_CHANGES)).filter(this::isPending).next().then();
	}

	// A code can be approved although the store cannot be read.
	private Mono<AccountStatus> statusWithoutStore(String account) {
		return getStatus(account).onErrorResume(TokenStoreException.class, (error) -> status(account));
	}

	// What another process shows may have ended a moment ago.
	private boolean isPending(String account) {
		return this.tokenManager.pendingCodes().isPolled(account);
	}

	// The login goes on when its subscriber is gone.
	private Mono<Void> started(String account) {
		Sinks.Empty<Void> end = Sinks.empty();
		this.flow.forAccount(account).authorize().subscribe(null, end::tryEmitError, end::tryEmitEmpty);
		return end.asMono();
	}

	@Override
	public Mono<AccountStatus> cancelLogin(String account) {
		return Mono.fromRunnable(() -> this.tokenManager.cancelLogin(account)).then(statusWithoutStore(account));
	}

	@Override
	public Mono<AccountStatus> logOut(String account) {
		return cancelLogin(account).then(this.tokenManager.revoke(account))
			.onErrorResume(TokenStoreException.class, (error) -> unreadableForgotten(account, error))
			.then(statusWithoutStore(account));
	}

	// What cannot be read cannot be revoked either, however often that is tried.
	private Mono<Void> unreadableForgotten(String account, TokenStoreException error) {
		return (this.tokenManager.peek(account).current() != null) ? Mono.error(error)
				: this.tokenManager.forget(account)
					.doOnSuccess((done) -> new AccountLog(AccountDirectory.class, account).warn(null,
							"The token of account '" + account + "' is forgotten without being revoked: "
									+ error.getMessage()));
	}

}
