package io.github.twitchoauth.authorization;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.PendingLogin;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.LoginCanceledException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.jspecify.annotations.Nullable;

/**
 * Puts together how an account is doing, from its token, the code that waits, and the
 * last thing that listeners were told.
 */
final class AccountStatuses {

	private static final String NOT_SAVED = "The token could not be stored yet, and is lost if the application ends now. It is tried again";

	private final Map<String, Told> told = new ConcurrentHashMap<>();

	private final TwitchTokenManager tokenManager;

	private final Clock clock;

	AccountStatuses(TwitchTokenManager tokenManager, Clock clock) {
		this.tokenManager = tokenManager;
		this.clock = clock;
	}

	/**
	 * Take note of what listeners are told.
	 * @param event the event
	 */
	void add(TwitchOAuthEvent event) {
		if (event instanceof AuthenticatedEvent || event instanceof LoggedOutEvent) {
			tell(event, null);
		}
		else if (event instanceof AuthorizationLostEvent lost) {
			tell(event, lost.getError());
		}
		else if (event instanceof AuthorizationFailedEvent failed) {
			tell(event, (failed.getError() instanceof LoginCanceledException) ? null : failed.getError());
		}
		else if (event instanceof TokenRefreshedEvent) {
			this.told.computeIfPresent(event.getAccount(), (account, before) -> new Told(before.since(), null));
		}
	}

	private void tell(TwitchOAuthEvent event, @Nullable TwitchOAuthException error) {
		this.told.put(event.getAccount(), new Told(this.clock.instant(), error));
	}

	AccountStatus ofStored(AccountSettings account, TwitchToken token) {
		return new AccountStatus(account.account(), State.LOGGED_IN, token.login(), token.userId(), token.scopes(),
				account.missingScopes(token), token.expiresAt(), null, null, pendingLogin(account));
	}

	AccountStatus get(String name) {
		Account account = this.tokenManager.peek(name);
		TwitchToken token = account.current();
		Told told = this.told.get(name);
		PendingLogin pending = pendingLogin(account.settings());
		TwitchOAuthException error = (told != null) ? told.error() : null;
		State state = state(account, pending, error);
		Set<String> missing = (token != null) ? account.settings().missingScopes(token) : Set.of();
		return new AccountStatus(name, state, (token != null) ? token.login() : null,
				(token != null) ? token.userId() : null, (token != null) ? token.scopes() : Set.of(), missing,
				(token != null) ? token.expiresAt() : null, (told != null) ? told.since() : null,
				words(account, state, error), pending);
	}

	private @Nullable PendingLogin pendingLogin(AccountSettings account) {
		DeviceCode code = this.tokenManager.pendingCodes().find(account.account());
		return (code != null) ? new PendingLogin(code.userCode(), code.verificationUri(), code.expiresAt(),
				account.scopes(), account.expectedLogin()) : null;
	}

	private static State state(Account account, @Nullable PendingLogin pending, @Nullable TwitchOAuthException error) {
		State state = account.state();
		if (state != State.LOGGED_OUT) {
			return state;
		}
		if (pending != null) {
			return State.WAITING_FOR_APPROVAL;
		}
		if (error instanceof ClientConfigurationException) {
			return State.MISCONFIGURED;
		}
		return (error != null || account.objection() != null) ? State.LOGIN_REQUIRED : State.LOGGED_OUT;
	}

	private static @Nullable String words(Account account, State state, @Nullable TwitchOAuthException told) {
		TwitchOAuthException error = switch (state) {
			case REFRESH_FAILING, MISCONFIGURED -> (account.trouble() != null) ? account.trouble() : told;
			case LOGIN_REQUIRED -> (told != null) ? told : account.objection();
			default -> told;
		};
		return (state == State.NOT_SAVED) ? NOT_SAVED : (error != null) ? error.getMessage() : null;
	}

	private record Told(Instant since, @Nullable TwitchOAuthException error) {

	}

}
