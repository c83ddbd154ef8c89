package io.github.twitchoauth.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.AccountList;
import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.PendingLogin;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.lifecycle.Blocking;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint} that tells how accounts are doing, and starts and ends their logins.
 * Never shows a token or device code; who has logged in, and the code that waits, only if
 * values are shown.
 */
@Endpoint(id = "twitch", defaultAccess = Access.READ_ONLY)
public final class TwitchEndpoint {

	private static final int MOST_ACCOUNTS = 1000;

	private final TwitchAccounts accounts;

	private final Show showValues;

	/**
	 * Create an endpoint.
	 * @param accounts the accounts
	 * @param showValues when to show users and codes
	 */
	public TwitchEndpoint(TwitchAccounts accounts, Show showValues) {
		this.accounts = accounts;
		this.showValues = showValues;
	}

	/**
	 * Describe the accounts.
	 * @return the first thousand, the configured ones before all others
	 */
	@ReadOperation
	public AccountsDescriptor accounts() {
		return accounts(isShown());
	}

	AccountsDescriptor accounts(boolean showValues) {
		AccountList list = Blocking.await(AccountList.of(this.accounts, MOST_ACCOUNTS));
		return new AccountsDescriptor(
				list.accounts().stream().map((status) -> AccountDescriptor.of(status, showValues)).toList(),
				list.error());
	}

	/**
	 * Describe an account.
	 * @param account the account
	 * @return its description, or {@code null} if nothing is known of it
	 */
	@ReadOperation
	public @Nullable AccountDescriptor account(@Selector String account) {
		return account(account, isShown());
	}

	@Nullable AccountDescriptor account(String account, boolean showValues) {
		boolean configured = Blocking
			.await(this.accounts.getConfigured().any((status) -> status.account().equals(account)));
		AccountStatus status = Blocking.await(this.accounts.getStatus(account));
		boolean known = configured || status.state() != State.LOGGED_OUT || status.since() != null;
		return known ? AccountDescriptor.of(status, showValues) : null;
	}

	/**
	 * Start a login, or join the one that is under way.
	 * @param account the account
	 * @return its description, in which the code is shown if values are
	 */
	@WriteOperation
	public AccountDescriptor logIn(@Selector String account) {
		return logIn(account, isShown());
	}

	AccountDescriptor logIn(String account, boolean showValues) {
		return AccountDescriptor.of(Blocking.await(this.accounts.logIn(account)), showValues);
	}

	/**
	 * Log an account out, and revoke its token.
	 * @param account the account
	 * @return its description
	 */
	@DeleteOperation
	public AccountDescriptor logOut(@Selector String account) {
		return logOut(account, isShown());
	}

	AccountDescriptor logOut(String account, boolean showValues) {
		return AccountDescriptor.of(Blocking.await(this.accounts.logOut(account)), showValues);
	}

	private boolean isShown() {
		return this.showValues.isShown(true);
	}

	/**
	 * Describes accounts.
	 *
	 * @param accounts the accounts
	 * @param error why there may be others, which could not be read from the store
	 */
	public record AccountsDescriptor(List<AccountDescriptor> accounts,
			@Nullable String error) implements OperationResponseBody {

	}

	/**
	 * Describes an account.
	 *
	 * @param account the account
	 * @param state how it is doing
	 * @param since since when
	 * @param error what went wrong, in words that may name users, if values are shown
	 * @param login the user's login name, if values are shown
	 * @param userId the user's id, if values are shown
	 * @param scopes the granted scopes
	 * @param missingScopes the configured scopes that were not granted
	 * @param expiresAt when the access token expires
	 * @param pendingLogin the login that waits for a person, if values are shown
	 */
	public record AccountDescriptor(String account, State state, @Nullable Instant since, @Nullable String error,
			@Nullable String login, @Nullable String userId, Set<String> scopes, Set<String> missingScopes,
			@Nullable Instant expiresAt, @Nullable PendingLogin pendingLogin) implements OperationResponseBody {

		static AccountDescriptor of(AccountStatus status, boolean showValues) {
			return new AccountDescriptor(status.account(), status.state(), status.since(),
					showValues ? status.error() : null, showValues ? status.login() : null,
					showValues ? status.userId() : null, status.scopes(), status.missingScopes(), status.expiresAt(),
					showValues ? status.pendingLogin() : null);
		}

	}

}
