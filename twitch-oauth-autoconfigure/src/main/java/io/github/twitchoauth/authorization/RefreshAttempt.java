package io.github.twitchoauth.authorization;

import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.endpoint.ErrorCode;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.lifecycle.Blocking;
import io.github.twitchoauth.lifecycle.GuardedPart;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One attempt to replace a stored token by a fresh one. The only caller of
 * {@link io.github.twitchoauth.endpoint.TwitchIdClient#refresh}.
 * <p>
 * The refresh token is presented once. It is presented for a second and last time only if
 * the first exchange has ended without an answer and the old access token does not work
 * any more, or if the first presentation was refused, which spends nothing.
 */
final class RefreshAttempt {

	private final TokenRefresher refresher;

	private final Account account;

	private final GuardedPart guardedPart;

	private @Nullable AuthorizationRequiredException death;

	private @Nullable RuntimeException failure;

	private boolean possiblySpent;

	private boolean issued;

	private boolean superseded;

	RefreshAttempt(TokenRefresher refresher, Account account, GuardedPart guardedPart) {
		this.refresher = refresher;
		this.account = account;
		this.guardedPart = guardedPart;
	}

	@Nullable AuthorizationRequiredException death() {
		return this.death;
	}

	// Whether the token is that of a login, which tells listeners of it by itself.
	boolean isSuperseded() {
		return this.superseded;
	}

	boolean isIssued() {
		return this.issued;
	}

	void rethrowFailure() {
		if (this.failure != null) {
			throw this.failure;
		}
	}

	/**
	 * Replace a token that does not work any more, or not much longer. A failure that
	 * leaves the refresh token possibly spent is thrown by {@link #rethrowFailure()},
	 * when that has been kept.
	 * @param stored the token
	 * @return the token to use from now on: a fresh one, or the stored one if that is
	 * still good, or {@code null} if the authorization is dead
	 * @throws TwitchOAuthException if the outcome is undetermined, or if configuration is
	 * in the way
	 */
	@Nullable TwitchToken replace(TwitchToken stored) {
		this.possiblySpent = stored.possiblySpent();
		try {
			return replaced(stored);
		}
		catch (RuntimeException | Error ex) {
			if (this.possiblySpent == stored.possiblySpent()) {
				throw ex;
			}
			this.failure = (ex instanceof RuntimeException exception) ? exception : new TwitchUnavailableException(
					"The refresh of account '" + this.account.name() + "' was cut short by an error", null, ex);
			return stored.withPossiblySpent(this.possiblySpent);
		}
	}

	private @Nullable TwitchToken replaced(TwitchToken stored) {
		// The back-off is checked here and not earlier, because another process may have
		// stored a new token meanwhile.
		this.account.refreshBackOff().pass();
		TwitchToken foreign = (stored.clientId() == null) ? foreign(stored) : null;
		return (foreign != null) ? foreign : refreshedUnlessSuperseded(stored);
	}

	// The token of the login is stored under the same lock, because the next owner of the
	// lock would otherwise find a refresh token that has been presented.
	private @Nullable TwitchToken refreshedUnlessSuperseded(TwitchToken stored) {
		try {
			return refreshed(stored);
		}
		catch (Superseded ex) {
			this.superseded = true;
			return this.account.newerLogin().token();
		}
	}

	// A token that does not say whose it is may be another client's or another user's.
	// Presented by this client, its refresh token would be refused and taken for dead.
	private @Nullable TwitchToken foreign(TwitchToken stored) {
		if (!this.account.validator().isEnabled() || !(validation(stored) instanceof Success<TwitchToken> living)) {
			return null;
		}
		return (this.account.validator().ownership().objection(living.value()) != null) ? living.value() : null;
	}

	private @Nullable TwitchToken refreshed(TwitchToken stored) {
		String refreshToken = stored.refreshToken();
		if (refreshToken == null) {
			return isOver(stored) ? dead(stored, "it has expired, and there is no refresh token") : stored;
		}
		boolean lastTry = stored.possiblySpent();
		return (lastTry && !isOver(stored)) ? stillServed(stored)
				: settled(stored, refreshToken, present(stored, refreshToken), lastTry);
	}

	private @Nullable TwitchToken settled(TwitchToken stored, String refreshToken, Outcome<TokenResponse> outcome,
			boolean lastTry) {
		return outcome.fold((response) -> issued(stored, response),
				(answer) -> refused(stored, refreshToken, answer, lastTry),
				(unknown) -> unanswered(stored, refreshToken, unknown, lastTry));
	}

	// The doubt is noted before the request leaves: whatever goes wrong from here on, the
	// next attempt, here or in another process, must not present the token as if for the
	// first time.
	private Outcome<TokenResponse> present(TwitchToken stored, String refreshToken) {
		if (this.account.newerLogin().token() != null) {
			throw new Superseded();
		}
		this.guardedPart.begin();
		writeAhead(stored.withPossiblySpent(true));
		boolean doubted = this.possiblySpent;
		this.possiblySpent = true;
		Outcome<TokenResponse> outcome = Blocking.await(this.refresher.client()
			.refresh(this.account.settings().client(), refreshToken)
			.takeUntilOther(this.account.newerLogin().arrival())
			.switchIfEmpty(Mono.error(Superseded::new)));
		if (!doubted && isUnspentAfter(outcome)) {
			this.possiblySpent = false;
		}
		return outcome;
	}

	// A store that objects does so for a while, in which neither it nor Twitch is asked
	// over and over again.
	private void writeAhead(TwitchToken doubted) {
		try {
			this.account.writeAhead(doubted);
		}
		catch (TokenStoreException ex) {
			this.account.refreshBackOff()
				.close(null, () -> new TokenStoreException(String.valueOf(ex.getMessage()), ex));
			throw ex;
		}
	}

	private static boolean isUnspentAfter(Outcome<?> outcome) {
		return outcome instanceof Rejected<?>
				|| (outcome instanceof Undetermined<?> unknown && !unknown.mayHaveActed());
	}

	private TwitchToken issued(TwitchToken stored, TokenResponse response) {
		String refreshToken = response.refreshToken();
		Set<String> scopes = response.scopes();
		this.issued = true;
		return new TwitchToken(response.accessToken(), (refreshToken != null) ? refreshToken : stored.refreshToken(),
				(scopes != null) ? scopes : stored.scopes(), response.expiresAt(), stored.userId(), stored.login(),
				this.account.settings().client().clientId(), stored.formerLogin())
			.withRequestedScopes(stored.requestedScopes());
	}

	private @Nullable TwitchToken unanswered(TwitchToken stored, String refreshToken, Undetermined<?> unknown,
			boolean lastTry) {
		if (lastTry || !unknown.mayHaveActed() || unknown.retryAfter() != null) {
			throw unavailable(unknown);
		}
		if (!isOver(stored)) {
			return stillServed(stored);
		}
		this.refresher.backOff();
		return settled(stored, refreshToken, present(stored, refreshToken), true);
	}

	private @Nullable TwitchToken refused(TwitchToken stored, String refreshToken, Rejected<TokenResponse> answer,
			boolean lastTry) {
		String reason = answer.server() + " answered " + answer.answer();
		if (answer.isOfToken() && lastTry) {
			return dead(stored, reason);
		}
		if (!answer.isOfToken() && (lastTry || !answer.isUnclear())) {
			throw notOfToken(answer);
		}
		if (!isOver(stored)) {
			return stillServed(stored);
		}
		boolean endedEarly = this.account.validator().isEnabled() && !this.account.expiry().isPastExpiry(stored);
		if (answer.isOfToken()) {
			return endedEarly ? dead(stored, reason) : confirmed(stored, refreshToken, reason, Rejected::isOfToken);
		}
		return endedEarly ? confirmed(stored, refreshToken, reason, (again) -> again.isOfToken() || again.isUnclear())
				: fail(notOfToken(answer));
	}

	// An access token that has expired by itself says nothing about the refresh token, so
	// Twitch is asked once more: it has been seen to refuse tokens that work.
	private @Nullable TwitchToken confirmed(TwitchToken stored, String refreshToken, String reason,
			Predicate<Rejected<?>> confirmation) {
		this.refresher.awaitConfirmation();
		return present(stored, refreshToken).fold((response) -> issued(stored, response),
				(answer) -> confirmation.test(answer) ? dead(stored, reason) : fail(notOfToken(answer)),
				(unknown) -> fail(unavailable(unknown)));
	}

	private TwitchOAuthException passing(Rejected<?> answer) {
		Supplier<TwitchOAuthException> failure = () -> new TwitchUnavailableException(
				answer.server() + " answered " + answer.answer() + " when the token of account '" + this.account.name()
						+ "' was refreshed, which may be passing");
		this.account.refreshBackOff().close(null, failure);
		return failure.get();
	}

	// Whether the access token cannot be used any more. Twitch is asked also about one
	// that has expired: while it does not answer, a refresh would not be answered either,
	// and our clock may be wrong.
	private boolean isOver(TwitchToken stored) {
		return this.account.validator().isEnabled() ? validation(stored) instanceof Rejected<?>
				: !this.account.expiry().isUsable(stored);
	}

	// Returns success or a refusal, never an undetermined outcome.
	private Outcome<TwitchToken> validation(TwitchToken stored) {
		Outcome<TwitchToken> outcome = Blocking.await(this.account.validate(stored));
		if (outcome instanceof Undetermined<?> unknown) {
			throw unavailable(unknown);
		}
		if (outcome instanceof Success<?>) {
			this.account.expiry().lives(stored.accessToken());
		}
		return outcome;
	}

	// The back-off keeps other callers from asking again at once.
	private TwitchToken stillServed(TwitchToken stored) {
		this.account.refreshBackOff().close(null, () -> stillWorks(this.account));
		return stored.withPossiblySpent(this.possiblySpent);
	}

	static TwitchUnavailableException stillWorks(Account account) {
		return new TwitchUnavailableException("The token of account '" + account.name()
				+ "' still works, but could not be refreshed yet. It is tried again");
	}

	private TwitchOAuthException notOfToken(Rejected<?> answer) {
		return (answer.code() == ErrorCode.OTHER) ? passing(answer) : misconfigured(answer);
	}

	private TwitchOAuthException misconfigured(Rejected<?> answer) {
		Supplier<TwitchOAuthException> failure = () -> Refusals.toException(answer, this.account.settings().client());
		this.account.refreshBackOff().close(null, failure);
		return failure.get();
	}

	// The refresh token of another client is refused in the same words, and an access
	// token that has expired cannot tell the two cases apart.
	private @Nullable TwitchToken dead(TwitchToken stored, String reason) {
		if (stored.clientId() == null && this.account.expiry().isExpired(stored)) {
			this.account.disown();
		}
		this.death = new AuthorizationRequiredException("The login of account '" + this.account.name() + "' is over: "
				+ reason
				+ ". The user has changed the password or disconnected the application, or the login was not used for too long. A person has to log in again");
		return null;
	}

	private TwitchUnavailableException unavailable(Undetermined<?> unknown) {
		this.account.refreshBackOff().close(unknown.retryAfter(), () -> Refusals.toException(unknown));
		return Refusals.toException(unknown);
	}

	private static @Nullable TwitchToken fail(RuntimeException failure) {
		throw failure;
	}

	private static final class Superseded extends RuntimeException {

		Superseded() {
			super("A person has logged in", null, false, false);
		}

	}

}
