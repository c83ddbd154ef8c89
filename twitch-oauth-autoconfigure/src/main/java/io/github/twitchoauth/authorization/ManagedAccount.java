package io.github.twitchoauth.authorization;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.store.TokenStore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the token manager knows of one account.
 */
final class ManagedAccount {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final AccountSettings settings;

	private final AccountTokens tokens;

	private final Clock clock;

	private final RetryGate retryGate;

	private @Nullable RefreshUnderWay refreshUnderWay;

	private volatile @Nullable String possiblySpentRefreshToken;

	private volatile @Nullable Refusal refusal;

	private volatile @Nullable String foreignAccessToken;

	private volatile @Nullable Freshness freshness;

	private volatile @Nullable Instant validateAt;

	private volatile boolean announced;

	private volatile boolean loginUnderWay;

	ManagedAccount(AccountSettings settings, TokenStore store, AuthorizationLifecycle lifecycle, Clock clock,
			BiConsumer<ManagedAccount, @Nullable TwitchToken> supersededListener) {
		this.settings = settings;
		this.tokens = new AccountTokens(settings.account(), store, lifecycle,
				(token) -> supersededListener.accept(this, token));
		this.clock = clock;
		this.retryGate = new RetryGate(clock);
	}

	AccountSettings settings() {
		return this.settings;
	}

	String name() {
		return this.settings.account();
	}

	AccountTokens tokens() {
		return this.tokens;
	}

	AccountStatus status() {
		if (this.tokens.isAtRisk()) {
			return AccountStatus.NOT_SAVED;
		}
		return (this.tokens.current() != null) ? AccountStatus.LOGGED_IN : AccountStatus.LOGIN_REQUIRED;
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
		return new AuthorizationRequiredException(
				"Account '" + name() + "' is not logged in. A person has to log in: DeviceAuthFlow.authorize()");
	}

	AuthorizationRequiredException loggedOut() {
		return new AuthorizationRequiredException("The application has logged account '" + name() + "' out");
	}

	AuthorizationRequiredException unexpected(TwitchToken token) {
		return new AuthorizationRequiredException(objectionTo(token.login()));
	}

	// A login that is not known yet is no reason to object.
	@Nullable UnexpectedAccountException objection(TwitchToken token) {
		String login = token.login();
		return (login == null || this.settings.isExpected(login)) ? null
				: new UnexpectedAccountException(objectionTo(login));
	}

	private String objectionTo(@Nullable String login) {
		return "The stored login of account '" + name() + "' is that of '" + login + "', but '"
				+ this.settings.expectedLogin() + "' is expected. Log in again";
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
			this.refusal = new Refusal(refreshToken, this.clock.instant());
			return false;
		}
		return !this.clock.instant().isBefore(first.since().plus(LONG));
	}

	// Presented by this client, its refresh token would be refused and taken for dead.
	boolean isForeign(TwitchToken token) {
		return token.accessToken().equals(this.foreignAccessToken);
	}

	void foreign(TwitchToken token) {
		this.foreignAccessToken = token.accessToken();
	}

	// A token that does not live long serves half of its life at least, and one that
	// cannot be refreshed the whole of it.
	boolean isDue(TwitchToken token, Duration aheadOfExpiry) {
		Instant expiresAt = token.expiresAt();
		if (expiresAt == null || aheadOfExpiry.isZero()) {
			return false;
		}
		if (token.refreshToken() == null) {
			return isExpired(token);
		}
		Instant now = this.clock.instant();
		Freshness freshness = this.freshness;
		if (freshness == null || !freshness.accessToken().equals(token.accessToken())) {
			return !now.isBefore(expiresAt.minus(aheadOfExpiry));
		}
		// Duration.dividedBy() calculates with BigDecimal, too slow for every call.
		Duration half = Duration.ofMillis(Duration.between(freshness.since(), expiresAt).toMillis() / 2);
		return !now.isBefore(expiresAt.minus((half.compareTo(aheadOfExpiry) < 0) ? half : aheadOfExpiry));
	}

	boolean isExpired(TwitchToken token) {
		Instant expiresAt = token.expiresAt();
		return expiresAt != null && !this.clock.instant().isBefore(expiresAt);
	}

	void issued(TwitchToken token) {
		this.freshness = new Freshness(token.accessToken(), this.clock.instant());
		this.possiblySpentRefreshToken = null;
		this.refusal = null;
		this.retryGate.open();
	}

	// Null if there is nothing to validate.
	@Nullable Instant validateAt() {
		return this.validateAt;
	}

	void validateAt(@Nullable Instant validateAt) {
		this.validateAt = validateAt;
	}

	// Whether listeners have been told of the login.
	boolean isAnnounced() {
		return this.announced;
	}

	void announced(boolean announced) {
		this.announced = announced;
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

	private record Freshness(String accessToken, Instant since) {

		@Override
		public String toString() {
			return "Freshness[since=" + this.since + "]";
		}

	}

	private record Refusal(String refreshToken, Instant since) {

		@Override
		public String toString() {
			return "Refusal[since=" + this.since + "]";
		}

	}

}
