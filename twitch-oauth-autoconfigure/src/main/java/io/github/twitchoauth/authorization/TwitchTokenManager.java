package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.endpoint.AwakeDelay;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.store.ClientTokenStore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * The {@link TokenManager}. Every login, refresh and logout of an account goes through
 * its {@link ManagedAccount}.
 */
public final class TwitchTokenManager implements TokenManager, AutoCloseable {

	private static final Duration LAST_TRY = Duration.ofSeconds(1);

	private static final Duration PATIENCE_WITH_LIVING_TOKEN = Duration.ofSeconds(2);

	private final Map<String, ManagedAccount> accounts = new ConcurrentHashMap<>();

	private final Map<String, Mono<TwitchToken>> loads = new ConcurrentHashMap<>();

	private final Map<String, ClientTokenStore> stores = new ConcurrentHashMap<>();

	private final List<Consumer<AccountSettings>> lossListeners = new CopyOnWriteArrayList<>();

	private final AuthorizationServices services;

	private final Supplier<Lock> locks;

	private final AccountEvents events;

	private final RefreshGate refreshGate;

	private final TokenRevoker revoker;

	private final TokenValidator validator;

	private final LoginIdentifier identifier;

	/**
	 * Create a token manager.
	 * @param services what it shares with the flows
	 */
	public TwitchTokenManager(AuthorizationServices services) {
		this(services, StoreThread::pause, ReentrantLock::new);
	}

	TwitchTokenManager(AuthorizationServices services, Consumer<Duration> pause, Supplier<Lock> locks) {
		this.services = services;
		this.locks = locks;
		this.events = new AccountEvents(services);
		this.refreshGate = new RefreshGate(services, new TokenRefresher(services.client(), services.settings(), pause),
				this.events, this::askPerson);
		this.revoker = new TokenRevoker(services.client());
		this.validator = new TokenValidator(services, this.refreshGate, this.events, this.accounts.values());
		this.identifier = new LoginIdentifier(services.client(), this.validator, this.refreshGate);
	}

	@Override
	public Mono<TwitchToken> getToken() {
		return getToken(TokenManager.DEFAULT_ACCOUNT);
	}

	@Override
	public Mono<TwitchToken> getToken(String account) {
		Assert.hasText(account, "'account' must not be empty");
		return Mono.defer(() -> {
			ManagedAccount managed = managed(account);
			TwitchToken current = managed.tokens().current();
			return (current != null) ? fresh(managed, current)
					: load(managed).switchIfEmpty(Mono.error(managed::loginRequired))
						.flatMap((token) -> fresh(managed, token))
						.timeout(AwakeDelay.of(this.refreshGate.patience()), Mono.defer(() -> overdue(managed)));
		});
	}

	// A token that lives is served, whatever takes so long. Where none has been read yet,
	// it is not a refresh that does.
	private static Mono<TwitchToken> overdue(ManagedAccount account) {
		TwitchToken token = account.tokens().current();
		if (token == null) {
			return Mono.error(account::storeSilent);
		}
		return !account.isExpired(token) ? Mono.just(token) : Mono.error(RefreshGate.stillUnderWay(account));
	}

	@Override
	public Mono<TwitchToken> refresh(String account, String failedAccessToken) {
		Assert.hasText(account, "'account' must not be empty");
		Assert.hasText(failedAccessToken, "'failedAccessToken' must not be empty");
		return Mono.defer(() -> {
			ManagedAccount managed = managed(account);
			managed.refused(failedAccessToken);
			return this.refreshGate.refresh(managed, failedAccessToken)
				.doOnNext((token) -> scheduleValidation(managed));
		});
	}

	// Listeners that have heard of no login wait until it is known whose the token is.
	private void scheduleValidation(ManagedAccount account) {
		if (account.isAnnounced()) {
			this.validator.scheduleUnlessScheduled(account);
		}
		else {
			this.validator.scheduleSoon(account);
		}
	}

	@Override
	public Mono<Void> revoke() {
		return revoke(TokenManager.DEFAULT_ACCOUNT);
	}

	@Override
	public Mono<Void> revoke(String account) {
		return logOut(account, (managed) -> {
			boolean loggedIn = managed.tokens().load() != null;
			this.revoker.revoke(managed);
			return loggedIn;
		});
	}

	@Override
	public Mono<Void> forget(String account) {
		return logOut(account, (managed) -> managed.tokens().forget());
	}

	/**
	 * Return how accounts are doing, as far as is known without asking anybody: the
	 * configured ones, and all others whose token could not be saved.
	 * @return the status by account
	 */
	public Map<String, AccountStatus> getAccounts() {
		Map<String, AccountStatus> statuses = new LinkedHashMap<>();
		this.services.accounts().names().forEach((account) -> statuses.put(account, managed(account).status()));
		this.accounts.values()
			.stream()
			.filter((account) -> account.status() == AccountStatus.NOT_SAVED)
			.forEach((account) -> statuses.put(account.name(), AccountStatus.NOT_SAVED));
		return statuses;
	}

	/**
	 * Return why an account's token cannot be refreshed, without asking anybody.
	 * @param account the account
	 * @return what came of the last try, or {@code null} if all is well
	 */
	public @Nullable TwitchOAuthException getTrouble(String account) {
		return managed(account).state().trouble();
	}

	// Before it is known whose the token is: it is the only copy. Takes the place of any
	// other token. Blocks.
	void keep(String account, TwitchToken token) {
		ManagedAccount managed = managed(account);
		managed.tokens().exclusively(() -> {
			managed.loginUnderWay(true);
			managed.tokens().replace(token);
			managed.issued(token);
			this.events.refreshed(managed);
			return token;
		});
	}

	// Takes the place of any other token. Blocks.
	void adopt(String account, TwitchToken token) {
		ManagedAccount managed = managed(account);
		managed.tokens().exclusively(() -> {
			keep(account, token);
			return authenticated(managed);
		});
	}

	// What has become of the kept token meanwhile stays as it is.
	Mono<TwitchToken> identify(String account) {
		ManagedAccount managed = managed(account);
		Runnable end = () -> managed.loginUnderWay(false);
		return this.identifier.identify(managed)
			.publishOn(this.services.lifecycle().storeScheduler())
			.mapNotNull((token) -> managed.tokens().exclusively(() -> authenticated(managed)))
			.switchIfEmpty(Mono.error(managed::loggedOut))
			.doOnTerminate(end)
			.doOnCancel(end);
	}

	private @Nullable TwitchToken authenticated(ManagedAccount account) {
		TwitchToken token = account.tokens().current();
		if (token != null) {
			this.validator.schedule(account);
			account.loginUnderWay(false);
			this.events.loggedIn(account, token);
		}
		return token;
	}

	Mono<TwitchToken> load(String account) {
		return load(managed(account));
	}

	AccountEvents events() {
		return this.events;
	}

	TokenValidator validator() {
		return this.validator;
	}

	ManagedAccount managed(String account) {
		return this.accounts.computeIfAbsent(account, (name) -> {
			AccountSettings settings = this.services.accounts().get(name);
			return new ManagedAccount(settings, this.services, store(settings), this.locks.get(), this::listener);
		});
	}

	private ClientTokenStore store(AccountSettings settings) {
		return this.stores.computeIfAbsent(settings.client().clientId(),
				(clientId) -> new ClientTokenStore(this.services.store(), clientId));
	}

	private AccountTokens.Listener listener(ManagedAccount account) {
		return new AccountTokens.Listener() {

			@Override
			public void superseded(@Nullable TwitchToken token) {
				TwitchTokenManager.this.events.changed(account, token);
				scheduleValidation(account);
			}

			@Override
			public void refused(TwitchOAuthException objection) {
				TwitchTokenManager.this.events.refused(account, objection);
				askPerson(account.settings());
			}

		};
	}

	private void askPerson(AccountSettings settings) {
		this.lossListeners.forEach((listener) -> listener.accept(settings));
	}

	void onLoss(Consumer<AccountSettings> listener) {
		this.lossListeners.add(listener);
	}

	/**
	 * Make a last try to save what could not be saved.
	 */
	@Override
	public void close() {
		List<AccountTokens> unsaved = this.accounts.values()
			.stream()
			.map(ManagedAccount::tokens)
			.filter(AccountTokens::isUnsaved)
			.toList();
		if (!unsaved.isEmpty()) {
			save(unsaved);
		}
	}

	private static void save(List<AccountTokens> unsaved) {
		Thread saving = new Thread(() -> unsaved.forEach(AccountTokens::save), "twitch-oauth-last-save");
		saving.setDaemon(true);
		saving.start();
		try {
			saving.join(LAST_TRY.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private @Nullable TwitchToken takeUp(ManagedAccount account) {
		return account.tokens().exclusively(() -> {
			TwitchToken token = account.tokens().load();
			this.events.takenUp(account);
			return token;
		});
	}

	// A store that does not answer occupies one thread, however many callers wait.
	private Mono<TwitchToken> load(ManagedAccount account) {
		return Mono.defer(() -> this.loads.computeIfAbsent(account.name(), (name) -> newLoad(account)))
			.timeout(AwakeDelay.of(this.refreshGate.patience()), Mono.error(account::storeSilent))
			.doOnNext((token) -> this.validator.scheduleSoon(account));
	}

	// A cached Mono goes on when the caller that started it leaves.
	private Mono<TwitchToken> newLoad(ManagedAccount account) {
		return Mono.fromCallable(() -> takeUp(account))
			.subscribeOn(this.services.lifecycle().storeScheduler())
			.doOnTerminate(() -> this.loads.remove(account.name()))
			.cache();
	}

	private Mono<TwitchToken> fresh(ManagedAccount account, TwitchToken token) {
		if (!account.isDue(token, this.services.settings().aheadOfExpiry())) {
			return Mono.just(token);
		}
		return refreshed(account, token).onErrorResume((error) -> mayStillServe(error) && !account.isExpired(token),
				(error) -> Mono.just(token));
	}

	// A caller gets the token that still lives rather than wait for the next one.
	private Mono<TwitchToken> refreshed(ManagedAccount account, TwitchToken token) {
		Mono<TwitchToken> refreshed = this.refreshGate.refresh(account, token.accessToken());
		return account.isExpired(token) ? refreshed : refreshed.timeout(PATIENCE_WITH_LIVING_TOKEN,
				Mono.defer(() -> account.isExpired(token) ? refreshed : Mono.just(token)));
	}

	private static boolean mayStillServe(Throwable error) {
		return error instanceof TwitchOAuthException && !(error instanceof AuthorizationRequiredException);
	}

	private Mono<Void> logOut(String account, Predicate<ManagedAccount> end) {
		Assert.hasText(account, "'account' must not be empty");
		return Mono.defer(() -> this.services.lifecycle()
			.toTheEnd(Mono.<Void>fromRunnable(() -> logOut(managed(account), end))
				.subscribeOn(this.services.lifecycle().requestScheduler()), AuthorizationLifecycle.GRACE_PERIOD)
			.timeout(AwakeDelay.of(this.refreshGate.patience().multipliedBy(2)),
					Mono.error(() -> logoutUnderWay(account))));
	}

	// It takes two requests, and has to wait for a refresh that is under way.
	private static TwitchUnavailableException logoutUnderWay(String account) {
		return new TwitchUnavailableException("Account '" + account
				+ "' is still being logged out, which goes on: it has to wait for answers from Twitch");
	}

	private void logOut(ManagedAccount account, Predicate<ManagedAccount> end) {
		account.tokens().exclusively(() -> {
			boolean loggedIn = end.test(account);
			if (loggedIn) {
				this.events.loggedOut(account);
			}
			if (account.tokens().isUnsaved()) {
				throw new TokenStoreException("Account '" + account.name()
						+ "' is logged out, but its token could not be removed from the store yet");
			}
			return loggedIn;
		});
	}

}
