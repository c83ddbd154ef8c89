package io.github.twitchoauth.autoconfigure;

import java.util.function.Consumer;

import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.console.LoginConsole;
import io.github.twitchoauth.console.LoginLog;
import io.github.twitchoauth.event.TwitchOAuthEvent;

import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Tells the person in front of the console of logins, in the way that fits what the
 * console is used for.
 */
final class ConsoleListener implements Consumer<TwitchOAuthEvent> {

	private static final String STRUCTURED_LOGGING = "logging.structured.format.console";

	private static final String FLUENT_LOGGING = "org.slf4j.spi.LoggingEventBuilder";

	private final Consumer<TwitchOAuthEvent> console;

	private final Accounts accounts;

	private final boolean runTimeAccounts;

	ConsoleListener(LoginConsole console, Environment environment, Accounts accounts, boolean runTimeAccounts) {
		this.console = isRecord(environment) ? new LoginLog() : console;
		this.accounts = accounts;
		this.runTimeAccounts = runTimeAccounts;
	}

	private static boolean isRecord(Environment environment) {
		return StringUtils.hasText(environment.getProperty(STRUCTURED_LOGGING))
				&& ClassUtils.isPresent(FLUENT_LOGGING, ConsoleListener.class.getClassLoader());
	}

	@Override
	public void accept(TwitchOAuthEvent event) {
		if (this.runTimeAccounts || this.accounts.names().contains(event.getAccount())) {
			this.console.accept(event);
		}
	}

}
