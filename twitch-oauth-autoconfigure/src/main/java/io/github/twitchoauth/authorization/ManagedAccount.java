package io.github.twitchoauth.authorization;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.lifecycle.Deadline;
import io.github.twitchoauth.lifecycle.Due;
import io.github.twitchoauth.lifecycle.RetryGate;
import io.github.twitchoauth.store.ClientTokenStore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the token manager knows of one account.
 */
final class ManagedAccount {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final AccountSettings settings;

	private final TokenOwnership ownership;

	private final AccountTokens tokens;

	private final Clock clock;

	private final AccountState state;

	private final RetryGate retryGate;

	private @Nullable RefreshUnderWay refreshUnderWay;

	private volatile @Nullable String possiblySpentRefreshToken;

	private volatile @Nullable Refusal refusal;

	private volatile @Nullable String refusedAccessToken;

	private volatile @Nullable Freshness freshness;

	private volatile @Nullable Due validateAt;

	private volatile boolean loginUnderWay;

	ManagedAccount(AccountSettings settings, AuthorizationServices services, ClientTokenStore store, Lock lock,
			Function<ManagedAccount, AccountTokens.Listener> listener) {
		this.settings = settings;
		this.ownership = new TokenOwnership(settings, services);
		this.tokens = new AccountTokens(settings.account(), store, this.ownership, services.lifecycle(), lock,
				listener.apply(this));
		this.clock = services.clock();
		this.state = new AccountState();
		this.retryGate = new RetryGate(this.clock);
	}

	AccountSettings settings() {
		return this.settings;
	}

	String name() {
		return this.settings.account();
	}

	TokenOwnership ownership() {
		return this.ownership;
	}

	AccountTokens tokens() {
		return this.tokens;
	}

	AccountState state() {
		return this.state;
	}

	AccountStatus status() {
		if (this.tokens.isAtRisk()) {
			return AccountStatus.NOT_SAVED;
		}
		TwitchToken token = this.tokens.current();
		return (token != null) ? this.state.status(isUsable(token)) : AccountStatus.LOGIN_REQUIRED;
	}

	RetryGate retryGate() {
		return this.retryGate;
	}

	@Nullable RefreshUnderWay refreshUnderWay() {
		return this.refreshUnderWay;
	}

	void refreshUnderWay(@Nullable RefreshUnderWay refreshUnderWay) {
		this.refreshUnderWay = refreshUnderWay;
	}

	AuthorizationRequiredException loginRequired() {
		TwitchOAuthException objection = this.tokens.objection();
		return new AuthorizationRequiredException(((objection != null) ? objection.getMessage()
				: "Account '" + name() + "' is not logged in. A person has to log in")
				+ ": DeviceAuthFlow.authorize()");
	}

	AuthorizationRequiredException loggedOut() {
		return new AuthorizationRequiredException("The application has logged account '" + name() + "' out");
	}

	TokenStoreException storeSilent() {
		return new TokenStoreException("The token of account '" + name() + "' could not be read in time");
	}

	// Whether it has been presented, and no answer said what became of it.
	boolean isPossiblySpent(String refreshToken) {
		return refreshToken.equals(this.possiblySpentRefreshToken);
	}

	void possiblySpent(@Nullable String refreshToken) {
		this.possiblySpentRefreshToken = refreshToken;
	}

	// Whether this is not the first refusal, and the first one was long ago.
	boolean isRefusedForLong(String refreshToken) {
		Refusal first = this.refusal;
		if (first == null || !first.refreshToken().equals(refreshToken)) {
			this.refusal = new Refusal(refreshToken, Deadline.after(LONG));
			return false;
		}
		return first.longAgo().left().isNegative();
	}

	// A token that does not live long serves half of its life at least, and one that
	// cannot be refreshed the whole of it.
	boolean isDue(TwitchToken token, Duration aheadOfExpiry) {
		Duration left = left(token);
		if (left == null || aheadOfExpiry.isZero()) {
			return false;
		}
		if (token.refreshToken() == null) {
			return isOver(left);
		}
		Freshness freshness = freshness(token);
		return isOver(left.minus((freshness != null) ? freshness.shorter(aheadOfExpiry) : aheadOfExpiry));
	}

	boolean isExpired(TwitchToken token) {
		Duration left = left(token);
		return left != null && isOver(left);
	}

	// Null if the token never expires.
	private @Nullable Duration left(TwitchToken token) {
		Instant expiresAt = token.expiresAt();
		if (expiresAt == null) {
			return null;
		}
		Freshness freshness = freshness(token);
		Due expiry = (freshness != null) ? freshness.expiry() : null;
		return (expiry != null) ? expiry.left(this.clock) : Duration.between(this.clock.instant(), expiresAt);
	}

	// Null if the token was not issued to this process.
	private @Nullable Freshness freshness(TwitchToken token) {
		Freshness freshness = this.freshness;
		return (freshness != null && freshness.accessToken().equals(token.accessToken())) ? freshness : null;
	}

	private static boolean isOver(Duration left) {
		return left.isNegative() || left.isZero();
	}

	// Twitch refuses it, whatever is said about when it expires.
	void refused(String accessToken) {
		this.refusedAccessToken = accessToken;
	}

	boolean isUsable(TwitchToken token) {
		return !isExpired(token) && !token.accessToken().equals(this.refusedAccessToken);
	}

	void issued(TwitchToken token) {
		this.freshness = Freshness.of(token, this.clock);
		this.possiblySpentRefreshToken = null;
		this.refusal = null;
		this.retryGate.open();
	}

	// Null if there is nothing to validate.
	@Nullable Due validateAt() {
		return this.validateAt;
	}

	void validateAt(@Nullable Due validateAt) {
		this.validateAt = validateAt;
	}

	// Whether listeners have been told of the login.
	boolean isAnnounced() {
		return this.state.isAnnounced();
	}

	// Whether somebody is finding out what the token is worth, and will tell of it then.
	boolean isLoginUnderWay() {
		return this.loginUnderWay;
	}

	void loginUnderWay(boolean loginUnderWay) {
		this.loginUnderWay = loginUnderWay;
	}

	record RefreshUnderWay(String failedAccessToken, Mono<TwitchToken> result) {

		@Override
		public String toString() {
			return "RefreshUnderWay[]";
		}

	}

	private record Freshness(String accessToken, @Nullable Due expiry, Duration halfLife) {

		static Freshness of(TwitchToken token, Clock clock) {
			Instant expiresAt = token.expiresAt();
			Due expiry = (expiresAt != null) ? Due.at(expiresAt, clock) : null;
			return new Freshness(token.accessToken(), expiry,
					(expiry != null) ? expiry.left(clock).dividedBy(2) : Duration.ZERO);
		}

		Duration shorter(Duration aheadOfExpiry) {
			return (this.halfLife.compareTo(aheadOfExpiry) < 0) ? this.halfLife : aheadOfExpiry;
		}

		@Override
		public String toString() {
			return "Freshness[expiry=" + this.expiry + "]";
		}

	}

	private record Refusal(String refreshToken, Deadline longAgo) {

		@Override
		public String toString() {
			return "Refusal[longAgo=" + this.longAgo + "]";
		}

	}

}
