package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.endpoint.AwakeDelay;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.GuardedPart;
import io.github.twitchoauth.observation.ObservedOutcome;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Refreshes tokens, from reading the store to saving the new token. Has no state: all of
 * it is the account's.
 */
final class TokenRefresher {

	private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(1);

	private static final Duration LONGEST_CONFIRMATION = Duration.ofSeconds(3);

	private final TwitchIdClient client;

	private final AuthorizationSettings settings;

	private final AuthorizationLifecycle lifecycle;

	/**
	 * Create a refresher.
	 * @param client the wire
	 * @param settings the settings
	 * @param lifecycle lends threads, and waits for answers when it ends
	 */
	TokenRefresher(TwitchIdClient client, AuthorizationSettings settings, AuthorizationLifecycle lifecycle) {
		this.client = client;
		this.settings = settings;
		this.lifecycle = lifecycle;
	}

	/**
	 * Get another token than the one that failed.
	 * @param account the account
	 * @param failedAccessToken the access token that does not work any more
	 * @return the token to use from now on
	 */
	Mono<TwitchToken> refresh(Account account, String failedAccessToken) {
		return this.lifecycle.cancelOnClose(account.refresh(failedAccessToken, this))
			.timeout(AwakeDelay.of(this.settings.callTimeout()), Mono.error(() -> overdue(account, failedAccessToken)));
	}

	private static TwitchUnavailableException overdue(Account account, String failedAccessToken) {
		TwitchUnavailableException error = stillUnderWay(account);
		account.notRefreshed(failedAccessToken, error);
		return error;
	}

	static TwitchUnavailableException stillUnderWay(Account account) {
		return new TwitchUnavailableException("The token of account '" + account.name()
				+ "' is still being refreshed: the answer is awaited and will be taken when it comes. Nothing is lost, and it may be there in a moment");
	}

	/**
	 * Start the one refresh that is under way. It goes on until the exchange with the
	 * server has ended, which can take minutes. A shutdown waits for it, too: the answer
	 * holds the only token that works.
	 * @param account the account
	 * @param failedAccessToken the access token that does not work any more
	 * @return the token to use from now on
	 */
	Mono<TwitchToken> start(Account account, String failedAccessToken) {
		GuardedPart guardedPart = this.lifecycle.guardedPart(this.settings.shutdownTimeout());
		return this.lifecycle
			.completeBeforeClose(Mono.fromCallable(() -> observed(account, failedAccessToken, guardedPart))
				.subscribeOn(this.lifecycle.requestScheduler()), guardedPart);
	}

	private TwitchToken observed(Account account, String failedAccessToken, GuardedPart guardedPart) {
		return this.settings.observations()
			.ofRefresh(account.name(), () -> refreshNow(account, failedAccessToken, guardedPart),
					(token) -> token.accessToken().equals(failedAccessToken) ? ObservedOutcome.UNAVAILABLE
							: ObservedOutcome.SUCCESS);
	}

	private TwitchToken refreshNow(Account account, String failedAccessToken, GuardedPart guardedPart) {
		return account.exclusively(() -> {
			TwitchToken before = account.current();
			RefreshAttempt attempt = new RefreshAttempt(this, account, guardedPart);
			TwitchToken token = make(attempt, account, failedAccessToken);
			if (token == null) {
				throw lost(account, before, attempt.death());
			}
			if (attempt.isIssued()) {
				account.issued(token);
			}
			else if (token.accessToken().equals(failedAccessToken)) {
				account.notRefreshed(failedAccessToken, RefreshAttempt.stillWorks(account));
			}
			if (!attempt.isSuperseded()) {
				account.tell(before);
			}
			return token;
		});
	}

	private static @Nullable TwitchToken make(RefreshAttempt attempt, Account account, String failedAccessToken) {
		try {
			TwitchToken token = account
				.update((stored) -> (stored != null && stored.accessToken().equals(failedAccessToken))
						? attempt.replace(stored) : stored);
			attempt.rethrowFailure();
			return token;
		}
		catch (TwitchOAuthException ex) {
			account.notRefreshed(failedAccessToken, ex);
			throw ex;
		}
	}

	private static AuthorizationRequiredException lost(Account account, @Nullable TwitchToken before,
			@Nullable AuthorizationRequiredException death) {
		if (death == null) {
			account.tell(before);
			return account.loginRequired();
		}
		account.died(death);
		return death;
	}

	TwitchIdClient client() {
		return this.client;
	}

	/**
	 * Wait before the refresh token is presented for a last time, because the first
	 * presentation was not answered.
	 */
	void backOff() {
		pause(LONGEST_BACK_OFF);
	}

	/**
	 * Wait before a refusal is put to the test.
	 */
	void awaitConfirmation() {
		pause(LONGEST_CONFIRMATION);
	}

	// Pauses are at most half a request time-out, so that a refresh fits into the two
	// time-outs that callers wait.
	private void pause(Duration longest) {
		Duration half = this.settings.requestTimeout().dividedBy(2);
		this.lifecycle.pause((half.compareTo(longest) < 0) ? half : longest);
	}

}
