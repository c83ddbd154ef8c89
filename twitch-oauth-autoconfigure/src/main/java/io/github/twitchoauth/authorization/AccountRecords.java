package io.github.twitchoauth.authorization;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.LoginCanceledException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.jspecify.annotations.Nullable;

/**
 * Logs what listeners are told of accounts: one record for each event that tells of a
 * change of state, and no other record for the same.
 */
final class AccountRecords {

	private final KnownAccounts accounts;

	/**
	 * Create records.
	 * @param accounts knows whose login is over
	 */
	AccountRecords(KnownAccounts accounts) {
		this.accounts = accounts;
	}

	/**
	 * Log an event, before the account forgets who was logged in.
	 * @param event the event
	 */
	void add(TwitchOAuthEvent event) {
		String account = event.getAccount();
		AccountLog log = new AccountLog(AccountRecords.class, account);
		if (event instanceof AuthenticatedEvent authenticated) {
			String login = authenticated.getToken().login();
			log.info(login, "Account '" + account + "' is logged in" + ((login != null) ? " as '" + login + "'" : ""));
		}
		else if (event instanceof LoggedOutEvent) {
			log.info(login(account), "Account '" + account + "' is logged out");
		}
		else if (event instanceof AuthorizationLostEvent lost) {
			log.warn(login(account), String.valueOf(lost.getError().getMessage()));
		}
		else if (event instanceof AuthorizationFailedEvent failed) {
			add(failed, log);
		}
	}

	private void add(AuthorizationFailedEvent event, AccountLog log) {
		String message = String.valueOf(event.getError().getMessage());
		if (event.getError() instanceof LoginCanceledException) {
			log.info(login(event.getAccount()), message);
		}
		else {
			log.warn(login(event.getAccount()), subject(event) + message);
		}
	}

	// What is wrong with a stored token, or with subscriptions, names the account itself.
	private String subject(AuthorizationFailedEvent event) {
		String account = event.getAccount();
		if (event.getError() == this.accounts.peek(account).trouble()) {
			return "The token of account '" + account + "' cannot be refreshed: ";
		}
		return (event.getSource() instanceof DeviceAuthFlow) ? "The login of account '" + account + "' failed: " : "";
	}

	private @Nullable String login(String account) {
		return this.accounts.peek(account).announcedLogin();
	}

}
