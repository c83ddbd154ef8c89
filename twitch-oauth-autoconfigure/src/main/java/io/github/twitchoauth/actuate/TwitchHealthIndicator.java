package io.github.twitchoauth.actuate;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.authorization.AccountDirectory;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} for the configured accounts. Down while a token that is in use
 * cannot be saved or refreshed, or while properties keep an account from being logged in;
 * unknown while an account waits for a person to log in. Details come from memory, so no
 * request is made.
 */
public final class TwitchHealthIndicator extends AbstractHealthIndicator {

	private static final Set<State> DOWN = EnumSet.of(State.REFRESH_FAILING, State.MISCONFIGURED, State.NOT_SAVED);

	private static final Set<State> EXPLAINED = EnumSet.of(State.REFRESH_FAILING, State.MISCONFIGURED,
			State.LOGIN_REQUIRED);

	private final AccountDirectory accounts;

	/**
	 * Create an indicator.
	 * @param accounts knows the accounts
	 */
	public TwitchHealthIndicator(AccountDirectory accounts) {
		super("The state of the Twitch accounts could not be determined");
		this.accounts = accounts;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<AccountStatus> accounts = this.accounts.notable();
		accounts.forEach((account) -> builder.withDetail(account.account(), detail(account)));
		apply(builder, accounts.stream().map(AccountStatus::state).collect(Collectors.toSet()));
	}

	private static String detail(AccountStatus account) {
		String text = account.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
		return (EXPLAINED.contains(account.state()) && account.error() != null) ? text + ": " + account.error() : text;
	}

	private static void apply(Health.Builder builder, Set<State> states) {
		if (states.stream().anyMatch(DOWN::contains)) {
			builder.down();
		}
		else if (states.stream().allMatch(State.LOGGED_IN::equals)) {
			builder.up();
		}
		else {
			builder.unknown();
		}
	}

}
