package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.endpoint.AwakeDelay;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Deadline;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import io.github.twitchoauth.lifecycle.GuardedPart;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.ValidationStorage;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * The {@link TokenManager}. Every login, refresh and logout of an account goes through
 * its {@link Account}.
 */
public final class TwitchTokenManager implements TokenManager, AutoCloseable {

	private static final Duration LAST_SAVE = Duration.ofSeconds(1);

	private static final Duration WAIT_WITH_LIVING_TOKEN = Duration.ofSeconds(2);

	private final KnownAccounts accounts;

	private final Accounts configured;

	private final AuthorizationSettings settings;

	private final AuthorizationLifecycle lifecycle;

	private final AccountFactory factory;

	private final TokenRefresher refresher;

	private final TokenRevoker revoker;

	private final ValidationSchedule schedule;

	private final PendingCodes pendingCodes = new PendingCodes();

	private final KeptCodes keptCodes;

	private final StoredAccounts stored;

	private volatile LossListener lossListener = (account) -> {
	};

	/**
	 * Create a token manager.
	 * @param accounts who the accounts are
	 * @param settings what they share
	 * @param client the wire
	 * @param store where tokens are kept
	 * @param events hands out events
	 * @param lifecycle ends with the application
	 */
	public TwitchTokenManager(Accounts accounts, AuthorizationSettings settings, TwitchIdClient client,
			TokenStore store, EventDispatcher events, AuthorizationLifecycle lifecycle) {
		this.configured = accounts;
		this.settings = settings;
		this.lifecycle = lifecycle;
		this.factory = new AccountFactory(accounts, settings, client, store, events, lifecycle);
		this.accounts = new KnownAccounts(
				(name) -> this.factory.create(name, this, (loser) -> this.lossListener.onLoss(loser)));
		events.addPrecedingListener(new AccountRecords(this.accounts)::add);
		this.keptCodes = new KeptCodes(this.factory, settings.requestTimeout(), lifecycle);
		this.stored = new StoredAccounts(this.factory.store(accounts.defaultAccount().client()),
				lifecycle.storeScheduler(), settings.callTimeout());
		this.refresher = new TokenRefresher(client, settings, lifecycle);
		this.revoker = new TokenRevoker(client);
		this.schedule = new ValidationSchedule(settings, lifecycle, this.refresher, validationQueue());
	}

	private ValidationQueue validationQueue() {
		Map<String, ValidationStorage> clients = new HashMap<>();
		this.configured.clients()
			.forEach((client) -> this.factory.store(client)
				.validations()
				.ifPresent((validations) -> clients.put(client.clientId(), validations)));
		return clients.isEmpty() ? new OwnValidationQueue(this.settings, this.lifecycle.clock(), this.accounts::served)
				: new SharedValidationQueue(clients, this.configured, this.accounts, this.settings,
						this.lifecycle.storeScheduler());
	}

	/**
	 * Begin to validate tokens, also before one is used here: others that share the store
	 * may have stored some.
	 */
	public void startValidation() {
		this.schedule.start();
	}

	@Override
	public Mono<TwitchToken> getToken() {
		return getToken(TokenManager.DEFAULT_ACCOUNT);
	}

	@Override
	public Mono<TwitchToken> getToken(String name) {
		Assert.hasText(name, "'account' must not be empty");
		return Mono.defer(() -> {
			Account account = account(name);
			TwitchToken current = account.current();
			return (current != null) ? fresh(account, current)
					: load(account).switchIfEmpty(Mono.error(account::loginRequired))
						.flatMap((token) -> fresh(account, token))
						.timeout(AwakeDelay.of(this.settings.callTimeout()), Mono.defer(() -> overdue(account)));
		});
	}

	// A living token is served although the refresh is slow. Without a token, the store
	// is what is slow.
	private static Mono<TwitchToken> overdue(Account account) {
		TwitchToken token = account.current();
		if (token == null) {
			return Mono.error(storeSilent(account));
		}
		return !account.expiry().isExpired(token) ? Mono.just(token)
				: Mono.error(TokenRefresher.stillUnderWay(account));
	}

	private static TokenStoreException storeSilent(Account account) {
		return new TokenStoreException("The token of account '" + account.name() + "' could not be read in time");
	}

	private Mono<TwitchToken> load(Account account) {
		return account.load()
			.timeout(AwakeDelay.of(this.settings.callTimeout()), Mono.error(() -> storeSilent(account)))
			.doOnNext((token) -> this.schedule.scheduleSoon(account));
	}

	private Mono<TwitchToken> fresh(Account account, TwitchToken token) {
		if (!account.expiry().isDue(token, this.settings.aheadOfExpiry())) {
			return Mono.just(token);
		}
		return refreshed(account, token).onErrorResume(
				(error) -> mayStillServe(error) && !account.expiry().isExpired(token), (error) -> Mono.just(token));
	}

	// While the token lives, callers wait only briefly for its successor.
	private Mono<TwitchToken> refreshed(Account account, TwitchToken token) {
		Mono<TwitchToken> refreshed = this.refresher.refresh(account, token.accessToken());
		return account.expiry().isExpired(token) ? refreshed : refreshed.timeout(WAIT_WITH_LIVING_TOKEN,
				Mono.defer(() -> account.expiry().isExpired(token) ? refreshed : Mono.just(token)));
	}

	private static boolean mayStillServe(Throwable error) {
		return error instanceof TwitchOAuthException && !(error instanceof AuthorizationRequiredException);
	}

	@Override
	public Mono<TwitchToken> refresh(String name, String failedAccessToken) {
		Assert.hasText(name, "'account' must not be empty");
		Assert.hasText(failedAccessToken, "'failedAccessToken' must not be empty");
		return Mono.defer(() -> {
			Account account = account(name);
			account.expiry().refused(failedAccessToken);
			return this.refresher.refresh(account, failedAccessToken)
				.doOnNext((token) -> this.schedule.scheduleInUse(account));
		});
	}

	@Override
	public Mono<Void> revoke() {
		return revoke(TokenManager.DEFAULT_ACCOUNT);
	}

	@Override
	public Mono<Void> revoke(String account) {
		return logOut(account, (known) -> known.revoke(this.revoker));
	}

	@Override
	public Mono<Void> forget(String account) {
		return logOut(account, Account::forget);
	}

	// A logout makes two requests and waits for a refresh that is under way.
	private Mono<Void> logOut(String name, Consumer<Account> logout) {
		Assert.hasText(name, "'account' must not be empty");
		return Mono.defer(() -> this.lifecycle
			.completeBeforeClose(Mono.<Void>fromRunnable(() -> logout.accept(account(name)))
				.subscribeOn(this.lifecycle.requestScheduler()), AuthorizationLifecycle.GRACE_PERIOD)
			.timeout(AwakeDelay.of(this.settings.callTimeout().multipliedBy(2)),
					Mono.error(() -> logoutUnderWay(name))));
	}

	private static TwitchUnavailableException logoutUnderWay(String account) {
		return new TwitchUnavailableException("Account '" + account
				+ "' is still being logged out, which goes on: it waits for the server or for the token store");
	}

	/**
	 * Complete a login that a person has approved. It goes on when subscribers cancel,
	 * and closing waits until its token is kept: the code is used up, and this is the
	 * only copy.
	 * @param name the account
	 * @param response the token
	 * @return the token, after listeners have been told of it
	 */
	Mono<TwitchToken> logIn(String name, TokenResponse response) {
		LoginCompletion completion = new LoginCompletion(this.keptCodes, new ExpectedLogin(this.revoker),
				this.refresher, this.schedule, this.lifecycle);
		GuardedPart untilKept = this.lifecycle.guardedPart(this.settings.shutdownTimeout());
		untilKept.begin();
		return this.lifecycle.completeBeforeClose(completion.complete(account(name), response, untilKept), untilKept);
	}

	/**
	 * Restore the login of an account from the store.
	 * @param name the account
	 * @return the token, or empty if a person must log in. An error says nothing about
	 * the token
	 */
	Mono<TwitchToken> restore(String name) {
		return Mono.defer(() -> {
			Account account = account(name);
			return new TokenRestorer(this.refresher, this.schedule, this.lifecycle).restore(account, load(account));
		});
	}

	/**
	 * Find the token of an account, which need not be fresh.
	 * @param name the account
	 * @return the token, or empty if there is none
	 */
	Mono<TwitchToken> find(String name) {
		return Mono.defer(() -> {
			Account account = account(name);
			TwitchToken current = account.current();
			return (current != null) ? Mono.just(current) : load(account);
		});
	}

	/**
	 * Take over what another process has stored of an account.
	 * @param account the account
	 * @return the token, or empty if there is none
	 */
	Mono<TwitchToken> follow(Account account) {
		return Mono.fromCallable(account::follow)
			.subscribeOn(this.lifecycle.storeScheduler())
			.doOnNext((token) -> this.schedule.scheduleInUse(account));
	}

	/**
	 * Return the codes that are polled for.
	 * @return the codes
	 */
	PendingCodes pendingCodes() {
		return this.pendingCodes;
	}

	/**
	 * Give up the logins of an account that nobody has approved yet, also one that
	 * another process has left behind.
	 * @param name the account
	 */
	void cancelLogin(String name) {
		this.pendingCodes.cancel(name);
		this.keptCodes.forget(this.configured.get(name));
	}

	StoredAccounts stored() {
		return this.stored;
	}

	AuthorizationSettings settings() {
		return this.settings;
	}

	KeptCodes keptCodes() {
		return this.keptCodes;
	}

	/**
	 * Return the accounts that are in use.
	 * @return the accounts, those of which nothing is known left out
	 */
	Stream<Account> inUse() {
		return this.accounts.served().filter((account) -> account.state() != State.LOGGED_OUT);
	}

	/**
	 * Return the accounts that have been asked about since the application started.
	 * @return their names
	 */
	Stream<String> names() {
		return this.accounts.served().map(Account::name);
	}

	/**
	 * Return how far validations are behind.
	 * @return how long the first one is overdue, 0 if none is
	 */
	Duration validationLag() {
		return this.schedule.lag();
	}

	Map<String, Long> versions(ClientCredentials client, Collection<String> accounts) {
		return this.factory.store(client).findVersions(accounts);
	}

	/**
	 * Return all accounts that have been asked for.
	 * @return the accounts
	 */
	List<Account> known() {
		return this.accounts.served().toList();
	}

	/**
	 * Return whether somebody has asked for an account.
	 * @param name the account
	 * @return whether it is served here
	 */
	boolean isKnown(String name) {
		return this.accounts.isServed(name);
	}

	/**
	 * Return an account for a look at it.
	 * @param name its name
	 * @return the account, which is not served because of this
	 */
	Account peek(String name) {
		return this.accounts.peek(name);
	}

	/**
	 * Ask a person to log in if that is to be done without being asked.
	 * @param account an account without a token
	 */
	void askPerson(Account account) {
		this.lossListener.onLoss(account.settings());
	}

	Account account(String name) {
		return this.accounts.serve(name);
	}

	void onLoss(LossListener listener) {
		this.lossListener = listener;
	}

	/**
	 * Make a last try to save what could not be saved.
	 */
	@Override
	public void close() {
		List<Account> unsaved = this.accounts.all().stream().filter(Account::isUnsaved).toList();
		if (!unsaved.isEmpty()) {
			save(unsaved);
		}
	}

	// No account waits for another one, whose store or refresh may hang.
	private static void save(List<Account> unsaved) {
		Deadline end = Deadline.after(LAST_SAVE);
		List<Thread> saving = unsaved.stream().map(TwitchTokenManager::saving).toList();
		saving.forEach(Thread::start);
		try {
			for (Thread thread : saving) {
				thread.join(Math.max(end.left().toMillis(), 1));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Thread saving(Account account) {
		Thread thread = new Thread(account::save, "twitch-oauth-last-save");
		thread.setDaemon(true);
		return thread;
	}

}
