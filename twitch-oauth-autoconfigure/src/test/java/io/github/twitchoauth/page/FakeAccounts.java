package io.github.twitchoauth.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchAccounts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Accounts that are as a test wants them.
 */
final class FakeAccounts implements TwitchAccounts {

	final Map<String, AccountStatus> statuses = new LinkedHashMap<>();

	private Mono<AccountStatus> storeFailure = Mono.empty();

	final Sinks.Many<AccountStatus> changes = Sinks.many().multicast().directBestEffort();

	FakeAccounts with(AccountStatus... statuses) {
		for (AccountStatus status : statuses) {
			this.statuses.put(status.account(), status);
		}
		return this;
	}

	static AccountStatus loggedOut(String account) {
		return new AccountStatus(account, State.LOGGED_OUT, null, null, Set.of(), Set.of(), null, null, null, null);
	}

	FakeAccounts withoutStore() {
		this.storeFailure = Mono.error(new TokenStoreException("The database <cannot> be reached"));
		return this;
	}

	private AccountStatus known(String account) {
		return this.statuses.getOrDefault(account, loggedOut(account));
	}

	@Override
	public Mono<AccountStatus> getStatus(String account) {
		return this.storeFailure.switchIfEmpty(Mono.fromSupplier(() -> known(account)));
	}

	@Override
	public Flux<AccountStatus> getConfigured() {
		return getAll();
	}

	@Override
	public Flux<AccountStatus> getAll() {
		return Flux.fromIterable(this.statuses.values()).concatWith(this.storeFailure);
	}

	@Override
	public Flux<AccountStatus> watch(String account) {
		return watchAll().filter((status) -> status.account().equals(account));
	}

	@Override
	public Flux<AccountStatus> watchAll() {
		return this.changes.asFlux();
	}

	@Override
	public Mono<AccountStatus> logIn(String account) {
		return Mono.fromSupplier(() -> known(account));
	}

	@Override
	public Mono<AccountStatus> cancelLogin(String account) {
		return Mono.fromSupplier(() -> known(account));
	}

	@Override
	public Mono<AccountStatus> logOut(String account) {
		return Mono.fromSupplier(() -> known(account));
	}

}
