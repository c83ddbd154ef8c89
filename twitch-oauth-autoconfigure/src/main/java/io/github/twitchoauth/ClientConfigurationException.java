package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * Something about the registered client is wrong: its id is unknown, or its secret is
 * missing or wrong. Trying again does not help until the configuration is changed.
 */
public class ClientConfigurationException extends TwitchOAuthException {

	public ClientConfigurationException(String message) {
		this(message, null);
	}

	public ClientConfigurationException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
