package io.github.twitchoauth.actuate;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.authorization.AccountDirectory;
import io.github.twitchoauth.lifecycle.Blocking;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} for the configured accounts. Down while a token that is in use
 * cannot be saved or refreshed, or while properties keep an account from being logged in;
 * unknown, or out of service, while an account waits for a person to log in. Accounts
 * made up at run time are summed. Of those, only what the operator has to set right
 * counts: properties, and tokens that cannot be saved. The others are their users'
 * affairs. Details come from memory, so no request is made.
 */
public final class TwitchHealthIndicator extends AbstractHealthIndicator {

	private static final Set<State> DOWN = EnumSet.of(State.REFRESH_FAILING, State.MISCONFIGURED, State.NOT_SAVED);

	private static final Set<State> OPERATORS_AFFAIRS = EnumSet.of(State.MISCONFIGURED, State.NOT_SAVED);

	private final AccountDirectory accounts;

	private final Status whileLoggedOut;

	/**
	 * Create an indicator.
	 * @param accounts knows the accounts
	 * @param requireLogin whether an account that is not logged in is out of service,
	 * instead of unknown
	 */
	public TwitchHealthIndicator(AccountDirectory accounts, boolean requireLogin) {
		super("The state of the Twitch accounts could not be determined");
		this.accounts = accounts;
		this.whileLoggedOut = requireLogin ? Status.OUT_OF_SERVICE : Status.UNKNOWN;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<AccountStatus> configured = Blocking.await(this.accounts.getConfigured().collectList());
		Map<State, Long> others = this.accounts.countOthers();
		builder.status(status(configured, others)).withDetail("accounts", details(configured));
		if (!others.isEmpty()) {
			builder.withDetail("runTimeAccounts", others);
		}
	}

	private Status status(List<AccountStatus> configured, Map<State, Long> others) {
		if (others.keySet().stream().anyMatch(OPERATORS_AFFAIRS::contains)
				|| configured.stream().map(AccountStatus::state).anyMatch(DOWN::contains)) {
			return Status.DOWN;
		}
		boolean loggedIn = configured.stream()
			.filter(this.accounts::isAwaited)
			.map(AccountStatus::state)
			.allMatch(State.LOGGED_IN::equals);
		return loggedIn ? Status.UP : this.whileLoggedOut;
	}

	private static Map<String, AccountDetails> details(List<AccountStatus> configured) {
		Map<String, AccountDetails> details = new LinkedHashMap<>();
		configured.forEach((account) -> details.put(account.account(), AccountDetails.of(account)));
		return details;
	}

	/**
	 * Details of an account.
	 *
	 * @param state how it is doing
	 * @param since since when
	 * @param login the user's login name
	 * @param expiresAt when the access token expires
	 * @param error what went wrong in the end, in words
	 */
	public record AccountDetails(State state, @Nullable Instant since, @Nullable String login,
			@Nullable Instant expiresAt, @Nullable String error) {

		static AccountDetails of(AccountStatus status) {
			return new AccountDetails(status.state(), status.since(), status.login(), status.expiresAt(),
					status.error());
		}

	}

}
