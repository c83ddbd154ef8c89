package io.github.twitchoauth.account;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one account, inheritance applied.
 *
 * @param account the account's name
 * @param client the client to log in with
 * @param scopes the scopes to ask for, in the configured order
 * @param autoStart whether the account is logged in when the application starts
 * @param expectedLogin login name of the only Twitch user who may approve, or
 * {@code null} if anybody may
 */
public record AccountSettings(String account, ClientCredentials client, Set<String> scopes, boolean autoStart,
		@Nullable String expectedLogin) {

	public boolean isExpected(@Nullable String login) {
		return this.expectedLogin == null || this.expectedLogin.equalsIgnoreCase(login);
	}

	/**
	 * Return the configured scopes that a token lacks. What was asked for at login is not
	 * asked for again, whatever the server calls what it has granted.
	 * @param token the token
	 * @return what is missing, in the configured order
	 */
	public Set<String> missingScopes(TwitchToken token) {
		Set<String> missing = new LinkedHashSet<>(this.scopes);
		missing.removeAll(token.scopes());
		missing.removeAll(token.requestedScopes());
		return missing;
	}

	public String expectedLoginProperty() {
		return TokenManager.DEFAULT_ACCOUNT.equals(this.account) ? "twitch.oauth.expected-login"
				: "twitch.oauth.accounts." + this.account + ".expected-login";
	}

	public AccountSettings forRuntimeAccount(String name) {
		return new AccountSettings(name, this.client, this.scopes, false, null);
	}

}
