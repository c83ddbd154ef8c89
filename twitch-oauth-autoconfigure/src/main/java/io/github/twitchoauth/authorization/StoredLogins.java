package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.endpoint.AwakeDelay;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.ClientTokenStore;
import io.github.twitchoauth.store.TokenStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * The logins in the store that this process has not begun: it shows their codes, and goes
 * on with those that no other process polls for. The accounts that are logged in at start
 * are left to {@link AutoStart} and {@link StoredChanges}, which also begin logins.
 */
public final class StoredLogins {

	private static final Log logger = LogFactory.getLog(StoredLogins.class);

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

	private static final Duration LONGEST_CALL = Duration.ofSeconds(15);

	private static final int PAGE_SIZE = 100;

	private final Map<String, Followed> followed = new ConcurrentHashMap<>();

	private final Accounts accounts;

	private final TokenStore store;

	private final Supplier<TwitchTokenManager> tokenManager;

	private final Supplier<DeviceAuthFlow> flow;

	private final AuthorizationLifecycle lifecycle;

	/**
	 * Create a view of the logins, which sees nothing yet.
	 * @param accounts who the accounts are
	 * @param store where the logins are kept
	 * @param tokenManager knows which codes are polled for here, asked for when there is
	 * a login
	 * @param flow goes on with logins, asked for when there is one
	 * @param lifecycle lends threads, and ends with the application
	 */
	public StoredLogins(Accounts accounts, TokenStore store, Supplier<TwitchTokenManager> tokenManager,
			Supplier<DeviceAuthFlow> flow, AuthorizationLifecycle lifecycle) {
		this.accounts = accounts;
		this.store = store;
		this.tokenManager = tokenManager;
		this.flow = flow;
		this.lifecycle = lifecycle;
	}

	/**
	 * Look at the store, again until that succeeds, and now and then if there are other
	 * processes.
	 */
	public void follow() {
		Mono<Void> look = Mono.defer(this::look)
			.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, BETWEEN_LOOKS)
				.doBeforeRetry((failed) -> report(failed.failure())));
		Flux<Void> looks = this.store.leases().isPresent()
				? look.repeatWhen((ended) -> ended.delayElements(BETWEEN_LOOKS)) : look.flux();
		this.lifecycle.disposeOnClose(looks.subscribe());
	}

	// The message of a database's exception may quote the row.
	private static void report(Throwable error) {
		logger.debug("Logins that wait for their approval could not be read, trying again: "
				+ error.getClass().getSimpleName());
	}

	private Mono<Void> look() {
		Set<String> present = new HashSet<>();
		return Flux.fromIterable(this.accounts.clients())
			.concatMap(this::ofOthers, 1)
			.concatMap((account) -> read(account).doOnNext((code) -> {
				present.add(account.account());
				follow(account.account(), code);
			}).doOnError((error) -> present.add(account.account())).onErrorComplete(), 1)
			.then(Mono.fromRunnable(() -> endAllBut(present)));
	}

	private Flux<AccountSettings> ofOthers(ClientCredentials client) {
		ClientTokenStore logins = new ClientTokenStore(this.store, client.clientId());
		return page(logins, null).expand((page) -> Mono.justOrEmpty(page.next()).flatMap((next) -> page(logins, next)))
			.concatMapIterable(AccountPage::accounts, 1)
			.map(this.accounts::get)
			.filter((account) -> account.client().clientId().equals(client.clientId()) && isLeftToThis(account));
	}

	private Mono<AccountPage> page(TokenStore logins, @Nullable String cursor) {
		return Mono.fromCallable(() -> logins.findPendingLogins(cursor, PAGE_SIZE))
			.subscribeOn(this.lifecycle.storeScheduler())
			.timeout(AwakeDelay.of(LONGEST_CALL));
	}

	private boolean isLeftToThis(AccountSettings account) {
		return !account.autoStart() && !this.tokenManager.get().pendingCodes().isPolled(account.account());
	}

	private Mono<DeviceCode> read(AccountSettings account) {
		KeptCodes codes = this.tokenManager.get().keptCodes();
		return codes.look(account)
			.flatMap(Mono::justOrEmpty)
			.filter(codes::isWorthAPoll)
			.switchIfEmpty(codes.forgetIfStale(account).then(Mono.empty()));
	}

	// What is followed with another code ends, so that the next look finds this one.
	// An application may have a flow of its own, which has kept no code.
	private void follow(String account, DeviceCode code) {
		Followed present = this.followed.get(account);
		if (present != null && !present.code().equals(code)) {
			present.end();
		}
		else if (present == null && this.flow.get().forAccount(account) instanceof TwitchDeviceAuthFlow ours) {
			begin(account, new Followed(code, Sinks.empty()), ours);
		}
	}

	private void begin(String account, Followed login, TwitchDeviceAuthFlow flow) {
		this.followed.put(account, login);
		flow.follow(login.code(), login.ended().asMono())
			.doFinally((signal) -> this.followed.remove(account, login))
			.subscribe(null, (error) -> {
			});
	}

	private void endAllBut(Set<String> present) {
		this.followed.forEach((account, login) -> {
			if (!present.contains(account)) {
				login.end();
			}
		});
	}

	/**
	 * A login that is followed.
	 *
	 * @param code its code
	 * @param ended told when another process has ended it, which changes nothing once
	 * this process polls for it
	 */
	private record Followed(DeviceCode code, Sinks.Empty<Void> ended) {

		void end() {
			this.ended.tryEmitEmpty();
		}

	}

}
