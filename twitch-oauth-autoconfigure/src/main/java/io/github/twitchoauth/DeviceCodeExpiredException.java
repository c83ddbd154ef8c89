package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * The device code is of no use any more: nobody approved it in time, or it was used
 * already. Ask for a new one.
 *
 * @since 0.1.0
 */
public class DeviceCodeExpiredException extends TwitchOAuthException {

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 */
	public DeviceCodeExpiredException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception.
	 * @param message what happened, and what to do next; never a secret
	 * @param cause why it happened, if known
	 */
	public DeviceCodeExpiredException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
