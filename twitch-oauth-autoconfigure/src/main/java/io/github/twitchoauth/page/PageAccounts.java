package io.github.twitchoauth.page;

import java.util.Set;
import java.util.function.Function;

import io.github.twitchoauth.AccountList;
import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TwitchAccounts;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;

/**
 * The accounts that exist for the page: those that are configured, have a token, or have
 * been used. Others cannot be made up through it.
 */
final class PageAccounts {

	private static final int MOST_SHOWN = 100;

	private final TwitchAccounts accounts;

	private final Set<String> configured;

	PageAccounts(TwitchAccounts accounts, Set<String> configured) {
		this.accounts = accounts;
		this.configured = configured;
	}

	Mono<AccountList> list() {
		return AccountList.of(this.accounts, MOST_SHOWN);
	}

	Mono<AccountStatus> find(String account) {
		return Mono.defer(() -> this.accounts.getStatus(account))
			.filter(this::exists)
			.onErrorComplete(IllegalArgumentException.class)
			.switchIfEmpty(Mono.error(() -> new PageRefusal(HttpStatus.NOT_FOUND, "There is no such account.")));
	}

	private boolean exists(AccountStatus status) {
		return this.configured.contains(status.account()) || status.state() != State.LOGGED_OUT
				|| status.since() != null || status.pendingLogin() != null;
	}

	Mono<AccountStatus> act(String account, String action) {
		return known(account).then(Mono.defer(() -> action(action).apply(account)));
	}

	// An account whose token cannot be read is the one that has to be logged in anew.
	private Mono<?> known(String account) {
		return this.configured.contains(account) ? Mono.empty() : find(account);
	}

	private Function<String, Mono<AccountStatus>> action(String action) {
		return switch (action) {
			case "login" -> this.accounts::logIn;
			case "renew" -> this::renew;
			case "cancel" -> this.accounts::cancelLogin;
			case "logout" -> this.accounts::logOut;
			default -> (account) -> Mono.error(new PageRefusal(HttpStatus.NOT_FOUND,
					"An account can be asked to login, renew, cancel and logout."));
		};
	}

	private Mono<AccountStatus> renew(String account) {
		return this.accounts.cancelLogin(account).then(this.accounts.logIn(account));
	}

}
