package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.lang.Contract;

/**
 * Tells what becomes of the login of an account. Called under the lock of the account, so
 * that events come in the order of its states.
 */
final class AccountEvents {

	private static final Log logger = LogFactory.getLog(AccountEvents.class);

	// A server may take that long to start anew.
	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final EventDispatcher events;

	private final AuthorizationLifecycle lifecycle;

	private final Set<String> configured;

	private final boolean validate;

	private final Map<String, ManagedAccount> users = new ConcurrentHashMap<>();

	/**
	 * Create the events.
	 * @param services hand them out, and know whether it becomes known in time whose a
	 * token is
	 */
	AccountEvents(AuthorizationServices services) {
		this.events = services.events();
		this.lifecycle = services.lifecycle();
		this.configured = services.accounts().names();
		this.validate = services.settings().validate();
	}

	void loggedIn(ManagedAccount account, TwitchToken token) {
		publishLogin(account, token, false);
	}

	void restored(ManagedAccount account, TwitchToken token) {
		if (!account.isAnnounced()) {
			publishLogin(account, token, true);
		}
	}

	/**
	 * Tell of a token that is in use without a login in this process: it was in the store
	 * when it was needed. It must be of use, and it must be known whose it is, as
	 * listeners ask for it.
	 * @param account the account
	 */
	void takenUp(ManagedAccount account) {
		TwitchToken token = account.tokens().current();
		if (token != null && !account.isLoginUnderWay() && isOfUse(account, token)) {
			restored(account, token);
		}
	}

	private boolean isOfUse(ManagedAccount account, TwitchToken token) {
		return !account.isExpired(token) && (token.login() != null || !this.validate);
	}

	private void publishLogin(ManagedAccount account, TwitchToken token, boolean restored) {
		account.state().announced();
		logger.info("Account '" + account.name() + "' is logged in"
				+ ((token.login() != null) ? " as '" + token.login() + "'" : ""));
		warnOfTheSameUser(account, token);
		this.events.dispatch(new AuthenticatedEvent(this, account.name(), token, restored));
	}

	private void warnOfTheSameUser(ManagedAccount account, TwitchToken token) {
		String userId = token.userId();
		ManagedAccount other = (userId != null) ? this.users.put(userId, account) : null;
		if (other != null && isMistakenFor(other, account) && Objects.equals(userId, userIdOf(other))) {
			logger.warn("Accounts '" + other.name() + "' and '" + account.name() + "' were both approved by '"
					+ token.login() + "', so everything arrives twice. If they are to be different users, log one of"
					+ " them out and in again, and open the link in a private window of the browser");
		}
	}

	// An application may well know one user by several names that it has made up.
	private boolean isMistakenFor(ManagedAccount one, ManagedAccount other) {
		return one != other && (this.configured.contains(one.name()) || this.configured.contains(other.name()));
	}

	private static @Nullable String userIdOf(ManagedAccount account) {
		TwitchToken token = account.tokens().current();
		return (token != null) ? token.userId() : null;
	}

	/**
	 * Tell if another token is current than before, or if more is known of it.
	 * @param account the account
	 * @param before the token before
	 */
	void changed(ManagedAccount account, @Nullable TwitchToken before) {
		TwitchToken after = account.tokens().current();
		if (AccountTokens.isSame(before, after)) {
			takenUp(account);
		}
		else if (after == null) {
			lostUnlessRefused(account);
		}
		else {
			replaced(account, after);
		}
	}

	private void replaced(ManagedAccount account, TwitchToken token) {
		refreshed(account);
		if (!account.isAnnounced() && !account.isLoginUnderWay()) {
			takenUp(account);
		}
		else {
			this.events.dispatch(new TokenRefreshedEvent(this, account.name(), token));
		}
	}

	// What was never announced cannot be lost.
	private void lostUnlessRefused(ManagedAccount account) {
		if (account.isAnnounced() || account.tokens().objection() == null) {
			lost(account, account.loginRequired());
		}
	}

	void refused(ManagedAccount account, TwitchOAuthException objection) {
		this.events.dispatch(new AuthorizationFailedEvent(this, account.name(), objection));
	}

	void lost(ManagedAccount account, AuthorizationRequiredException error) {
		logger.warn(error.getMessage());
		account.state().ended();
		this.events.dispatch(new AuthorizationLostEvent(this, account.name(), error));
	}

	void loggedOut(ManagedAccount account) {
		logger.info("Account '" + account.name() + "' is logged out");
		account.state().ended();
		this.events.dispatch(new LoggedOutEvent(this, account.name()));
	}

	/**
	 * Tell that there is a fresh token, if it has been told that there is none to be had.
	 * @param account the account
	 */
	void refreshed(ManagedAccount account) {
		if (account.state().refreshed()) {
			logger.info("The token of account '" + account.name() + "' is fresh again");
		}
	}

	/**
	 * Tell, once, that a token cannot be refreshed: at once if the configuration is to
	 * blame, and of all else when it lasts. The end of it is told by whatever follows: a
	 * fresh token, a login, a loss. Called also without the lock of the account, which is
	 * held for as long as no answer comes.
	 * @param account the account
	 * @param accessToken the token, which may have been replaced meanwhile
	 * @param error why
	 */
	void notRefreshed(ManagedAccount account, String accessToken, TwitchOAuthException error) {
		AccountState state = account.state();
		synchronized (state) {
			if (!isSame(account.tokens().current(), accessToken)) {
				return;
			}
			state.notRefreshed(error);
			if (!(error instanceof ClientConfigurationException) && !state.isLasting()) {
				state.waitOnce(() -> this.lifecycle.whileOpen(Mono.delay(PATIENCE))
					.subscribe((tick) -> lasts(account, accessToken), (closing) -> {
					}));
			}
			else if (state.tell(error)) {
				logger.warn("The token of account '" + account.name() + "' cannot be refreshed: " + error.getMessage());
				this.events.dispatch(new AuthorizationFailedEvent(this, account.name(), error));
			}
		}
	}

	// While the old token works, it takes another failure.
	private void lasts(ManagedAccount account, String accessToken) {
		AccountState state = account.state();
		synchronized (state) {
			TwitchToken token = account.tokens().current();
			TwitchOAuthException error = state.trouble();
			if (error != null && isSame(token, accessToken)) {
				state.lasting();
				if (!account.isUsable(token)) {
					notRefreshed(account, accessToken, error);
				}
			}
		}
	}

	@Contract("null, _ -> false")
	private static boolean isSame(@Nullable TwitchToken token, String accessToken) {
		return token != null && token.accessToken().equals(accessToken);
	}

}
