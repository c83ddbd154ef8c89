package io.github.twitchoauth.authorization;

import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.BackOffGate;
import io.github.twitchoauth.lifecycle.Due;
import io.github.twitchoauth.lifecycle.SingleFlight;
import io.github.twitchoauth.store.ClientTokenStore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One account: its token, what is known of it, what listeners have been told of it, and
 * the one lock under which all of this changes. Methods that change something block.
 */
final class Account {

	private final AccountSettings settings;

	private final TokenValidator validator;

	private final AuthorizationEventPublisher publisher;

	private final AuthorizationLifecycle lifecycle;

	private final Lock lock;

	private final TokenExpiry expiry;

	private final AccountTokens tokens;

	private final RefreshTrouble trouble;

	private final NewerLogin newerLogin = new NewerLogin();

	private final BackOffGate refreshBackOff;

	private final SingleFlight<TwitchToken> loads = new SingleFlight<>();

	private final SingleFlight<TwitchToken> refreshes = new SingleFlight<>();

	private final SaveRetry saveRetry;

	private volatile @Nullable Due validateAt;

	private volatile boolean lent;

	Account(AccountSettings settings, ClientTokenStore store, TokenValidator validator,
			AuthorizationEventPublisher publisher, AuthorizationLifecycle lifecycle) {
		this.settings = settings;
		this.validator = validator;
		this.publisher = publisher;
		this.lifecycle = lifecycle;
		this.lock = lifecycle.newLock();
		this.expiry = new TokenExpiry(lifecycle.clock());
		this.tokens = new AccountTokens(settings.account(), store, validator, this.expiry, publisher);
		this.trouble = new RefreshTrouble(this.tokens, this.expiry, publisher);
		this.refreshBackOff = new BackOffGate(lifecycle.clock());
		this.saveRetry = new SaveRetry(lifecycle, this::save);
	}

	AccountSettings settings() {
		return this.settings;
	}

	String name() {
		return this.settings.account();
	}

	TokenValidator validator() {
		return this.validator;
	}

	TokenExpiry expiry() {
		return this.expiry;
	}

	NewerLogin newerLogin() {
		return this.newerLogin;
	}

	BackOffGate refreshBackOff() {
		return this.refreshBackOff;
	}

	@Nullable TwitchToken current() {
		return this.tokens.current();
	}

	boolean isUnsaved() {
		return this.tokens.unsaved() != null;
	}

	boolean isAnnounced() {
		return this.publisher.isAnnounced();
	}

	@Nullable String announcedLogin() {
		return this.publisher.announcedLogin();
	}

	// Logged out stands for every state without a token.
	State state() {
		if (this.tokens.isAtRisk()) {
			return State.NOT_SAVED;
		}
		TwitchToken token = current();
		return (token != null) ? this.trouble.state(token) : State.LOGGED_OUT;
	}

	@Nullable TwitchOAuthException trouble() {
		return this.trouble.error();
	}

	@Nullable TwitchOAuthException objection() {
		return this.tokens.objection();
	}

	@Nullable Due validateAt() {
		return this.validateAt;
	}

	void validateAt(@Nullable Due validateAt) {
		this.validateAt = validateAt;
	}

	// An account that is lent tells listeners of no login, and nothing of what others do.
	Account lend() {
		this.lent = true;
		this.publisher.loginBegins();
		return this;
	}

	Account serve() {
		if (this.lent) {
			this.lent = false;
			this.publisher.loginEnds();
		}
		return this;
	}

	boolean isServed() {
		return !this.lent;
	}

	// Whether something would get lost with this object.
	boolean isNeeded() {
		return isServed() || isUnsaved() || this.refreshes.isUnderWay() || this.loads.isUnderWay();
	}

	void end() {
		this.trouble.clear();
	}

	AuthorizationRequiredException loginRequired() {
		TwitchOAuthException objection = this.tokens.objection();
		return new AuthorizationRequiredException(((objection != null) ? objection.getMessage()
				: "Account '" + name() + "' is not logged in. A person has to log in")
				+ ": DeviceAuthFlow.authorize()");
	}

	// Callers share one read, so that a store that does not answer occupies one thread.
	// Empty if no token is stored.
	Mono<TwitchToken> load() {
		return this.loads.join(name(),
				() -> Mono.fromCallable(this::takeUp).subscribeOn(this.lifecycle.storeScheduler()));
	}

	@Nullable TwitchToken takeUp() {
		return exclusively(() -> {
			this.tokens.load();
			tellIfTakenUp();
			return current();
		});
	}

	@Nullable TwitchToken follow() {
		return telling(this.tokens::reload);
	}

	private @Nullable TwitchToken telling(Runnable change) {
		return exclusively(() -> {
			TwitchToken before = current();
			change.run();
			tell(before);
			return current();
		});
	}

	// Callers that failed with the same access token share one refresh.
	Mono<TwitchToken> refresh(String failedAccessToken, TokenRefresher refresher) {
		return Mono.defer(() -> {
			TwitchToken current = current();
			return (current != null && !this.tokens.isCurrent(failedAccessToken)) ? Mono.just(current)
					: this.refreshes.join(failedAccessToken, () -> refresher.start(this, failedAccessToken))
						.switchIfEmpty(refresh(failedAccessToken, refresher));
		});
	}

	@Nullable TwitchToken update(UnaryOperator<@Nullable TwitchToken> change) {
		return exclusively(() -> this.tokens.update(change));
	}

	// No other thread changes the account during the step.
	<T extends @Nullable Object> T exclusively(Supplier<T> step) {
		this.lock.lock();
		try {
			return step.get();
		}
		finally {
			this.saveRetry.schedule(this.tokens.unsaved());
			this.lock.unlock();
		}
	}

	void writeAhead(TwitchToken token) {
		this.tokens.writeAhead(token);
	}

	void disown() {
		this.tokens.disown();
	}

	void issued(TwitchToken token) {
		this.expiry.issued(token);
		this.refreshBackOff.open();
		this.trouble.end();
	}

	// The token replaces any other one, also one that is being refreshed. A refresh that
	// it has superseded has stored it, and another process may have replaced it since.
	// Returns whether it is kept: a logout that came later ends it.
	boolean keep(TwitchToken token) {
		int logouts = this.newerLogin.arrives(token);
		try {
			return exclusively(() -> {
				if (this.newerLogin.logouts() != logouts) {
					return false;
				}
				if (!this.tokens.isCurrent(token.accessToken())) {
					this.tokens.replace(token);
				}
				issued(token);
				return true;
			});
		}
		finally {
			this.newerLogin.isKept();
		}
	}

	Mono<Outcome<TwitchToken>> validate(TwitchToken token) {
		return this.validator.validate(token).map((answer) -> this.expiry.judge(token, answer));
	}

	Mono<TwitchToken> learn(TwitchToken identified) {
		if (this.expiry.accepted(identified.accessToken())) {
			this.trouble.suspend();
		}
		return identified.equals(current()) ? Mono.just(identified)
				: Mono.fromCallable(() -> telling(() -> this.tokens.describe(identified)))
					.subscribeOn(this.lifecycle.storeScheduler());
	}

	@Nullable TwitchToken tellOfLogin() {
		return exclusively(() -> told(this.publisher::loggedIn));
	}

	private @Nullable TwitchToken told(Consumer<TwitchToken> listeners) {
		TwitchToken token = current();
		if (token != null) {
			listeners.accept(token);
		}
		return token;
	}

	// Null if a person must log in.
	@Nullable TwitchToken acceptRestored() {
		return exclusively(() -> {
			TwitchToken token = current();
			if (token != null && !isAuthorized(token)) {
				this.publisher.lacksScopes(this.settings.missingScopes(token));
				return null;
			}
			return told(this.publisher::restored);
		});
	}

	// Whether the account is logged in, with all the scopes that are configured.
	boolean isAuthorized() {
		return isAuthorized(current());
	}

	boolean isAuthorized(@Nullable TwitchToken token) {
		return token != null && this.settings.missingScopes(token).isEmpty();
	}

	boolean isRead() {
		return this.tokens.isRead();
	}

	<T> Mono<T> whileLoggingIn(Mono<T> login) {
		return this.publisher.whileLoggingIn(login);
	}

	void tell(@Nullable TwitchToken before) {
		TwitchToken after = current();
		if (AccountTokens.isSame(before, after)) {
			tellIfTakenUp();
		}
		else if (after != null) {
			this.refreshBackOff.open();
			this.trouble.end();
			this.publisher.refreshed(after, isPresentable(after));
		}
		else if (isServed() && (isAnnounced() || this.tokens.objection() == null)) {
			this.trouble.clear();
			this.publisher.removed(loginRequired());
		}
	}

	private void tellIfTakenUp() {
		TwitchToken token = current();
		if (token != null && isPresentable(token)) {
			this.publisher.takenUp(token);
		}
	}

	// Listeners use the token at once and read its user, so both must be known.
	private boolean isPresentable(TwitchToken token) {
		return !this.expiry.isExpired(token) && (token.login() != null || !this.validator.isEnabled());
	}

	void died(AuthorizationRequiredException error) {
		this.trouble.clear();
		this.publisher.died(error);
	}

	// Called without the lock, too: a refresh holds it until its answer comes.
	void notRefreshed(String accessToken, TwitchOAuthException error) {
		this.trouble.add(accessToken, error);
	}

	void forget() {
		logOut(this.tokens::forget);
	}

	void revoke(TokenRevoker revoker) {
		logOut(() -> this.tokens.revoke((stored) -> revoker.revokeNow(this.settings, stored)));
	}

	private void logOut(BooleanSupplier end) {
		int logins = this.newerLogin.arrivals();
		exclusively(() -> {
			// A login that came while this waited has taken the place of what was to end.
			if (this.newerLogin.arrivals() != logins) {
				return false;
			}
			boolean loggedIn = end.getAsBoolean();
			this.newerLogin.loggedOut();
			if (loggedIn) {
				this.trouble.clear();
				this.publisher.loggedOut();
			}
			if (isUnsaved()) {
				throw new TokenStoreException("Account '" + name()
						+ "' is logged out, but its token could not be removed from the store yet");
			}
			return loggedIn;
		});
	}

	void save() {
		exclusively(() -> {
			this.saveRetry.begins();
			TwitchToken before = current();
			this.tokens.save();
			if (!AccountTokens.isSame(before, current())) {
				tell(before);
			}
			return before;
		});
	}

}
