package io.github.twitchoauth.observation;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.LoginCanceledException;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.UnexpectedAccountException;

/**
 * How something that is observed has ended.
 *
 * @since 0.1.0
 */
public enum ObservedOutcome {

	/**
	 * It worked.
	 */
	SUCCESS,

	/**
	 * The token is dead: a person has to log in.
	 */
	LOGIN_REQUIRED,

	/**
	 * The person has refused.
	 */
	DENIED,

	/**
	 * Nobody has approved the code in time.
	 */
	EXPIRED,

	/**
	 * It was canceled, or the application has ended.
	 */
	CANCELED,

	/**
	 * Somebody else has approved than the user who was expected.
	 */
	UNEXPECTED_ACCOUNT,

	/**
	 * The client's properties are wrong.
	 */
	MISCONFIGURED,

	/**
	 * The server gave no usable answer.
	 */
	UNAVAILABLE,

	/**
	 * The token store failed.
	 */
	STORE_FAILED,

	/**
	 * Anything else went wrong.
	 */
	ERROR;

	static ObservedOutcome of(Throwable error) {
		if (error instanceof AuthorizationRequiredException) {
			return LOGIN_REQUIRED;
		}
		if (error instanceof TwitchUnavailableException) {
			return UNAVAILABLE;
		}
		if (error instanceof TokenStoreException) {
			return STORE_FAILED;
		}
		if (error instanceof ClientConfigurationException) {
			return MISCONFIGURED;
		}
		return ofLogin(error);
	}

	private static ObservedOutcome ofLogin(Throwable error) {
		if (error instanceof AuthorizationDeniedException) {
			return DENIED;
		}
		if (error instanceof DeviceCodeExpiredException) {
			return EXPIRED;
		}
		if (error instanceof LoginCanceledException) {
			return CANCELED;
		}
		return (error instanceof UnexpectedAccountException) ? UNEXPECTED_ACCOUNT : ERROR;
	}

}
