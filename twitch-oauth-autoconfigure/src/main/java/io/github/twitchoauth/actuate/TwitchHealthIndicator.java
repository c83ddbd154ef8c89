package io.github.twitchoauth.actuate;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.authorization.AccountStatus;
import io.github.twitchoauth.authorization.TwitchTokenManager;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} for the configured accounts. Down while a token that is in use
 * cannot be saved or refreshed, unknown while an account waits for a person to log in.
 * Details come from memory, so no request is made.
 */
public final class TwitchHealthIndicator extends AbstractHealthIndicator {

	private static final Set<AccountStatus> TROUBLED = EnumSet.of(AccountStatus.REFRESH_FAILING,
			AccountStatus.MISCONFIGURED);

	private final TwitchTokenManager tokenManager;

	/**
	 * Create an indicator.
	 * @param tokenManager knows the accounts
	 */
	public TwitchHealthIndicator(TwitchTokenManager tokenManager) {
		super("The state of the Twitch accounts could not be determined");
		this.tokenManager = tokenManager;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Map<String, AccountStatus> accounts = this.tokenManager.getAccounts();
		accounts.forEach((account, status) -> builder.withDetail(account, detail(account, status)));
		apply(builder, accounts.values());
	}

	private String detail(String account, AccountStatus status) {
		String text = status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
		TwitchOAuthException trouble = TROUBLED.contains(status) ? this.tokenManager.getTrouble(account) : null;
		return (trouble != null) ? text + ": " + trouble.getMessage() : text;
	}

	private static void apply(Health.Builder builder, Collection<AccountStatus> statuses) {
		if (statuses.contains(AccountStatus.NOT_SAVED) || statuses.stream().anyMatch(TROUBLED::contains)) {
			builder.down();
		}
		else if (statuses.contains(AccountStatus.LOGIN_REQUIRED)) {
			builder.unknown();
		}
		else {
			builder.up();
		}
	}

}
