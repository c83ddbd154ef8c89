package io.github.twitchoauth.authorization;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells what becomes of the login of an account. Called under the lock of the account, so
 * that events come in the order of its states.
 */
final class AccountEvents {

	private static final Log logger = LogFactory.getLog(AccountEvents.class);

	private final EventDispatcher events;

	private final boolean validate;

	/**
	 * Create the events.
	 * @param events hands them out
	 * @param validate whether it becomes known in time whose a token is
	 */
	AccountEvents(EventDispatcher events, boolean validate) {
		this.events = events;
		this.validate = validate;
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
	 * Tell of a token that is in use although nobody here has logged in: it was in the
	 * store when it was needed. It must be of use, and it must be known whose it is, as
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
		return !account.isExpired(token) && account.objection(token) == null
				&& (token.login() != null || !this.validate);
	}

	private void publishLogin(ManagedAccount account, TwitchToken token, boolean restored) {
		account.announced(true);
		this.events.dispatch(new AuthenticatedEvent(this, account.name(), token, restored));
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
			lost(account, account.loginRequired());
		}
		else if (!account.isAnnounced() && !account.isLoginUnderWay()) {
			takenUp(account);
		}
		else {
			this.events.dispatch(new TokenRefreshedEvent(this, account.name(), after));
		}
	}

	void lost(ManagedAccount account, AuthorizationRequiredException error) {
		account.announced(false);
		logger.warn(error.getMessage());
		this.events.dispatch(new AuthorizationLostEvent(this, account.name(), error));
	}

	void loggedOut(ManagedAccount account) {
		account.announced(false);
		logger.info("Account '" + account.name() + "' is logged out");
		this.events.dispatch(new LoggedOutEvent(this, account.name()));
	}

}
