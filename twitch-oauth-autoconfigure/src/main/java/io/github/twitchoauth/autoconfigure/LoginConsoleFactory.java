package io.github.twitchoauth.autoconfigure;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.console.LoginConsole;
import io.github.twitchoauth.console.LoginPromptSettings;
import io.github.twitchoauth.console.QrEncoder;
import io.github.twitchoauth.console.Terminal;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.ansi.AnsiOutput;

/**
 * Creates the console for logins.
 */
final class LoginConsoleFactory {

	private final TwitchOAuthProperties properties;

	private final TwitchOAuthPropertiesMapper mapper;

	LoginConsoleFactory(TwitchOAuthProperties properties, TwitchOAuthPropertiesMapper mapper) {
		this.properties = properties;
		this.mapper = mapper;
	}

	LoginConsole create(Clock clock, @Nullable QrEncoder qrEncoder, Function<String, Mono<?>> logIn) {
		return new LoginConsole(terminal(), clock, this.properties.getConsole().getQr(), qrEncoder, promptSettings(),
				logIn);
	}

	private LoginPromptSettings promptSettings() {
		Accounts accounts = this.mapper.accounts();
		return new LoginPromptSettings(this.mapper.endpoints().serverName(), !this.properties.getAccounts().isEmpty(),
				(account) -> Optional.ofNullable(accounts.get(account).expectedLogin()));
	}

	private static Terminal terminal() {
		return switch (AnsiOutput.getEnabled()) {
			case ALWAYS -> Terminal.standardOutput().withAnsi(true);
			case NEVER -> Terminal.standardOutput().withAnsi(false);
			case DETECT -> Terminal.standardOutput();
		};
	}

}
