package io.github.twitchoauth.authorization;

import java.util.Set;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.endpoint.TokenValidation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Knows which client and which user an account's token must belong to.
 */
final class TokenOwnership {

	private static final Log logger = LogFactory.getLog(TokenOwnership.class);

	private final AccountSettings settings;

	private final boolean sameNames;

	private volatile @Nullable TwitchToken identified;

	private volatile @Nullable String userId;

	/**
	 * Create an ownership.
	 * @param settings the account's settings
	 * @param sameNames whether the server names the scopes that it grants as they were
	 * asked for
	 */
	TokenOwnership(AccountSettings settings, boolean sameNames) {
		this.settings = settings;
		this.sameNames = sameNames;
	}

	String account() {
		return this.settings.account();
	}

	/**
	 * Return whether all is known about a token that the server can tell.
	 * @param token the token as it is stored
	 * @return whether it is what {@link #identify} has returned last
	 */
	boolean isIdentified(TwitchToken token) {
		return token.equals(this.identified);
	}

	/**
	 * Add what the server says about a token.
	 * @param token the token
	 * @param validation whose it is
	 * @return the token, identified
	 */
	TwitchToken identify(TwitchToken token, TokenValidation validation) {
		remember(token);
		return recognize(new TwitchToken(token.accessToken(), token.refreshToken(), validation.scopes(),
				(token.expiresAt() != null) ? token.expiresAt() : validation.expiresAt(), validation.userId(),
				validation.login(), validation.clientId(), null, token.possiblySpent(), token.requestedScopes()));
	}

	/**
	 * Add the expected name to a token, if it is that of a user who was known by it.
	 * @param token the token, of which it is known whose it is
	 * @return the token, which may be expected now
	 */
	TwitchToken recognize(TwitchToken token) {
		boolean renamed = !this.settings.isExpected(token.login()) && token.login() != null && token.userId() != null
				&& token.userId().equals(this.userId);
		TwitchToken recognized = new TwitchToken(token.accessToken(), token.refreshToken(), token.scopes(),
				token.expiresAt(), token.userId(), token.login(), token.clientId(),
				renamed ? this.settings.expectedLogin() : null, token.possiblySpent(), token.requestedScopes());
		if (renamed && !recognized.equals(this.identified)) {
			logger.warn("The user '" + this.settings.expectedLogin() + "' of account '" + this.settings.account()
					+ "' is called '" + token.login() + "' now. Set " + this.settings.expectedLoginProperty() + "="
					+ token.login());
		}
		this.identified = recognized;
		return recognized;
	}

	/**
	 * Remember the user of a token that is in use: known under the expected name from
	 * then on, they may be renamed.
	 * @param token the token
	 */
	void remember(TwitchToken token) {
		if (this.settings.expectedLogin() != null && isExpected(token) && token.userId() != null) {
			this.userId = token.userId();
		}
	}

	/**
	 * Return a token that this client has just been issued.
	 * @param response the token, of which it is not known yet who approved it
	 * @return the token
	 */
	TwitchToken issued(TokenResponse response) {
		Set<String> scopes = (response.scopes() != null) ? response.scopes() : this.settings.scopes();
		return new TwitchToken(response.accessToken(), response.refreshToken(), scopes, response.expiresAt(), null,
				null, this.settings.client().clientId())
			.withRequestedScopes(this.sameNames ? Set.of() : this.settings.scopes());
	}

	boolean isExpected(TwitchToken token) {
		return this.settings.isExpected(token.login())
				|| (token.formerLogin() != null && this.settings.isExpected(token.formerLogin()));
	}

	// A token whose user is not known yet is not refused.
	@Nullable TwitchOAuthException objection(TwitchToken token) {
		String clientId = this.settings.client().clientId();
		if (token.clientId() != null && !token.clientId().equals(clientId)) {
			return new ClientConfigurationException("The stored login of account '" + this.settings.account()
					+ "' belongs to the client id '" + token.clientId() + "'. Log in again with '" + clientId + "'");
		}
		return (token.login() == null || isExpected(token)) ? null
				: new UnexpectedAccountException(
						"The stored login of account '" + this.settings.account() + "' is that of '" + token.login()
								+ "', but '" + this.settings.expectedLogin() + "' is expected. Log in again");
	}

}
