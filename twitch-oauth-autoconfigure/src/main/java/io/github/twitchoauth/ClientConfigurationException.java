package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * Something about the registered client is wrong: its id is unknown, or its secret is
 * missing or wrong. Trying again does not help until the configuration is changed.
 *
 * @since 0.1.0
 */
public class ClientConfigurationException extends TwitchOAuthException {

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 */
	public ClientConfigurationException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 * @param cause why it happened, if known
	 */
	public ClientConfigurationException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
