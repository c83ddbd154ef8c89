package io.github.twitchoauth.authorization;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.endpoint.TokenValidation;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Knows which client and which user an account's token must belong to.
 */
final class TokenOwnership {

	private static final Log logger = LogFactory.getLog(TokenOwnership.class);

	private final AccountSettings settings;

	private final TwitchIdClient client;

	private final Clock clock;

	private final boolean validate;

	// Accounts made up at run time come by the thousands, and a burst of validations is
	// answered with 429. They are validated in turn, soon after they are in use.
	private final boolean askFirst;

	private volatile @Nullable TwitchToken identified;

	private volatile @Nullable String userId;

	TokenOwnership(AccountSettings settings, AuthorizationServices services) {
		this.settings = settings;
		this.client = services.client();
		this.clock = services.clock();
		this.validate = services.settings().validate();
		this.askFirst = services.accounts().names().contains(settings.account());
	}

	/**
	 * Find out whose a token is, if that is in doubt. Blocks. A token that has expired
	 * tells nothing, and is looked at again when it has been refreshed.
	 * @param token the token as it is stored
	 * @return the token with what is known about it now
	 * @throws io.github.twitchoauth.TwitchUnavailableException if it cannot be told
	 * whether it is the expected user's
	 */
	TwitchToken examine(TwitchToken token) {
		remember(token);
		boolean unexpected = !isExpected(token);
		if (!this.validate || isExpired(token) || token.equals(this.identified)
				|| !(unexpected || (token.clientId() == null && this.askFirst))) {
			return token;
		}
		return StoreThread.await(this.client.validate(token.accessToken()))
			.fold((validation) -> identify(token, validation), (answer) -> token, (unknown) -> {
				if (unexpected) {
					throw Refusals.toException(unknown);
				}
				return token;
			});
	}

	/**
	 * Add what the server says about a token.
	 * @param token the token
	 * @param validation whose it is
	 * @return the token, identified
	 */
	TwitchToken identify(TwitchToken token, TokenValidation validation) {
		remember(token);
		String login = validation.login();
		boolean renamed = !this.settings.isExpected(login) && login != null && validation.userId() != null
				&& validation.userId().equals(this.userId);
		TwitchToken identified = new TwitchToken(token.accessToken(), token.refreshToken(), validation.scopes(),
				(token.expiresAt() != null) ? token.expiresAt() : validation.expiresAt(), validation.userId(), login,
				validation.clientId(), renamed ? this.settings.expectedLogin() : null);
		if (renamed && !identified.equals(this.identified)) {
			logger.warn("The user '" + this.settings.expectedLogin() + "' of account '" + this.settings.account()
					+ "' is called '" + login + "' now. Set " + this.settings.expectedLoginProperty() + "=" + login);
		}
		this.identified = identified;
		return identified;
	}

	// The user is known under the expected name from a token that was accepted before.
	private void remember(TwitchToken token) {
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
				null, this.settings.client().clientId());
	}

	boolean isExpected(TwitchToken token) {
		return this.settings.isExpected(token.login())
				|| (token.formerLogin() != null && this.settings.isExpected(token.formerLogin()));
	}

	// What is not known yet is no reason to object.
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

	private boolean isExpired(TwitchToken token) {
		Instant expiresAt = token.expiresAt();
		return expiresAt != null && !this.clock.instant().isBefore(expiresAt);
	}

}
