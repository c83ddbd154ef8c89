package io.github.twitchoauth.console;

import java.util.Optional;
import java.util.function.Function;

import org.springframework.util.Assert;

/**
 * What to tell of the logins that are asked for.
 *
 * @param server name of the server to log in to
 * @param severalAccounts whether there are accounts next to the default one, which then
 * has to be told apart from them
 * @param expectedLogin tells by account who is to approve
 */
public record LoginPromptSettings(String server, boolean severalAccounts,
		Function<String, Optional<String>> expectedLogin) {

	public LoginPromptSettings {
		Assert.hasText(server, "'server' must not be empty");
		Assert.notNull(expectedLogin, "'expectedLogin' must not be null");
	}

}
