package io.github.twitchoauth;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The accounts, as a person sees them: how each is doing, and what can be done about it.
 * The login page, the health indicator and an application's own controllers are built on
 * it. Nothing that it returns holds a token or a device code, so all of it may be shown
 * to the account's user. A user code is for that user alone: a person who sees it can log
 * in an account of their own.
 * <p>
 * Where the store outlives the application, a login that waits for its approval goes on
 * after a restart. Where several nodes share the store, each shows the logins that others
 * have begun, within seconds, and one of them polls.
 * <p>
 * All methods return cold publishers. An account may be configured or made up at run
 * time, as for {@link DeviceAuthFlow#forAccount(String)}.
 *
 * @since 0.1.0
 */
public interface TwitchAccounts {

	/**
	 * Return how an account is doing. Reads the store if the account has not been used
	 * yet, and makes no request to Twitch.
	 * @param account the account
	 * @return its status, or a {@link TokenStoreException} if the store cannot be read
	 */
	Mono<AccountStatus> getStatus(String account);

	/**
	 * Return how the configured accounts are doing, in the order in which they are
	 * configured. Speaks of what is in memory: an account that has not been used yet is
	 * {@linkplain AccountStatus.State#LOGGED_OUT logged out}.
	 * @return the status of each
	 */
	Flux<AccountStatus> getConfigured();

	/**
	 * Return how all accounts are doing: the configured ones first, then those that are
	 * in use or have a pending login, then those that are only in the store. The store is
	 * read page by page, as the subscriber asks for more, so {@code take} is cheap.
	 * @return the status of each, or a {@link TokenStoreException} if the store cannot be
	 * read. A store that cannot list its accounts adds none
	 */
	Flux<AccountStatus> getAll();

	/**
	 * Watch an account.
	 * @param account the account
	 * @return how it is doing now, and again after each change, within five seconds if
	 * listeners are not told of it. A slow subscriber gets the latest. Completes when the
	 * application closes
	 */
	Flux<AccountStatus> watch(String account);

	/**
	 * Watch all accounts.
	 * @return how an account is doing, after each change from now on of which listeners
	 * are told, or of its pending login. A subscriber that falls 10,000 changes behind
	 * misses the oldest. Completes when the application closes
	 */
	Flux<AccountStatus> watchAll();

	/**
	 * Ask a person to log in. If a login of the account is under way already, its code is
	 * returned and no other one is asked for. The login goes on when the subscriber is
	 * gone.
	 * @param account the account
	 * @return its status as soon as the code is there, with the
	 * {@linkplain AccountStatus#pendingLogin() pending login}; or an error of
	 * {@link DeviceAuthFlow#getDeviceCode()} if there is no code
	 */
	Mono<AccountStatus> logIn(String account);

	/**
	 * Cancel all logins of the account that nobody has approved yet, also those that the
	 * application began by {@link DeviceAuthFlow}, and one that was under way when the
	 * application ended. Those who wait for them get a {@link LoginCanceledException}. A
	 * token that the account has stays in use.
	 * @param account the account
	 * @return its status after that
	 */
	Mono<AccountStatus> cancelLogin(String account);

	/**
	 * Log an account out, see {@link TokenManager#revoke(String)}, and cancel a login
	 * that is under way. A token that cannot be read is forgotten, because it cannot be
	 * revoked.
	 * @param account the account
	 * @return its status after that, or an error of {@link TokenManager#revoke(String)}
	 */
	Mono<AccountStatus> logOut(String account);

}
