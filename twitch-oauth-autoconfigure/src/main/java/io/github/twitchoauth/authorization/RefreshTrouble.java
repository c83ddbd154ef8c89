package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Why an account's token could not be refreshed, and whether listeners know of it. They
 * are told once: at once if the configuration is to blame, and of all else when it lasts
 * and the old token does not work any more.
 */
final class RefreshTrouble {

	// A server may take that long to restart.
	private static final Duration PASSING = Duration.ofSeconds(15);

	private final AccountTokens tokens;

	private final TokenExpiry expiry;

	private final AuthorizationEventPublisher publisher;

	private volatile @Nullable TwitchOAuthException error;

	private volatile @Nullable State told;

	private @Nullable Disposable timer;

	private boolean lasting;

	RefreshTrouble(AccountTokens tokens, TokenExpiry expiry, AuthorizationEventPublisher publisher) {
		this.tokens = tokens;
		this.expiry = expiry;
		this.publisher = publisher;
	}

	/**
	 * Return why the token could not be refreshed the last time.
	 * @return the error, or {@code null} if all is well
	 */
	@Nullable TwitchOAuthException error() {
		return this.error;
	}

	/**
	 * Return how the account with this token is doing.
	 * @param token the token
	 * @return the state. Trouble that has not been told does not count while the token
	 * works
	 */
	State state(TwitchToken token) {
		TwitchOAuthException error = this.error;
		return (error == null || (this.told == null && this.expiry.isUsable(token))) ? State.LOGGED_IN : state(error);
	}

	private static State state(TwitchOAuthException error) {
		return (error instanceof ClientConfigurationException) ? State.MISCONFIGURED : State.REFRESH_FAILING;
	}

	/**
	 * Note that a refresh failed. Called also without the lock of the account, which is
	 * held for as long as no answer comes.
	 * @param accessToken the token, which may have been replaced meanwhile
	 * @param error why
	 */
	synchronized void add(String accessToken, TwitchOAuthException error) {
		if (!this.tokens.isCurrent(accessToken)) {
			return;
		}
		this.error = error;
		if (error instanceof ClientConfigurationException || this.lasting) {
			tell(error);
		}
		else if (this.timer == null) {
			this.timer = Mono.delay(PASSING).subscribe((tick) -> lasts(accessToken));
		}
	}

	// Listeners are told at once only if the old token does not work; otherwise the next
	// failure tells them.
	private synchronized void lasts(String accessToken) {
		TwitchToken token = this.tokens.current();
		TwitchOAuthException error = this.error;
		if (error != null && token != null && this.tokens.isCurrent(accessToken)) {
			this.lasting = true;
			if (!this.expiry.isUsable(token)) {
				tell(error);
			}
		}
	}

	private void tell(TwitchOAuthException error) {
		State before = this.told;
		this.told = state(error);
		if (this.told != before) {
			this.publisher.failed(error);
		}
	}

	/**
	 * Note that the token works although it was said to be refused. Listeners who were
	 * told of the trouble are told at once if it comes back. What configuration causes
	 * goes on.
	 */
	synchronized void suspend() {
		if (!(this.error instanceof ClientConfigurationException)) {
			tellEnd(this::reset);
		}
	}

	/**
	 * Note that there is another token.
	 */
	synchronized void end() {
		tellEnd(this::clear);
	}

	private void tellEnd(Runnable end) {
		boolean wasTold = this.told != null;
		end.run();
		if (wasTold) {
			this.publisher.troubleEnded();
		}
	}

	/**
	 * Note that there is no token any more.
	 */
	synchronized void clear() {
		reset();
		this.lasting = false;
	}

	private void reset() {
		this.error = null;
		this.told = null;
		if (this.timer != null) {
			this.timer.dispose();
			this.timer = null;
		}
	}

}
