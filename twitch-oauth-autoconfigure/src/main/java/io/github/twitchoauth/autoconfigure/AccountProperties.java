package io.github.twitchoauth.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An account next to the default one.
 *
 * @since 0.1.0
 */
public class AccountProperties {

	/**
	 * Client id. An account with a client id of its own does not inherit the client
	 * secret.
	 */
	private @Nullable String clientId;

	/**
	 * Client secret, for clients registered as confidential only.
	 */
	private @Nullable String clientSecret;

	/**
	 * Scopes to ask for.
	 */
	private @Nullable List<String> scopes;

	/**
	 * Whether to log in when the application starts, before its runners.
	 */
	private @Nullable Boolean autoStart;

	/**
	 * Login name of the only Twitch user who may approve.
	 */
	private @Nullable String expectedLogin;

	public @Nullable String getClientId() {
		return this.clientId;
	}

	public void setClientId(@Nullable String clientId) {
		this.clientId = clientId;
	}

	public @Nullable String getClientSecret() {
		return this.clientSecret;
	}

	public void setClientSecret(@Nullable String clientSecret) {
		this.clientSecret = clientSecret;
	}

	public @Nullable List<String> getScopes() {
		return this.scopes;
	}

	public void setScopes(@Nullable List<String> scopes) {
		this.scopes = scopes;
	}

	public @Nullable Boolean getAutoStart() {
		return this.autoStart;
	}

	public void setAutoStart(@Nullable Boolean autoStart) {
		this.autoStart = autoStart;
	}

	public @Nullable String getExpectedLogin() {
		return this.expectedLogin;
	}

	public void setExpectedLogin(@Nullable String expectedLogin) {
		this.expectedLogin = expectedLogin;
	}

}
