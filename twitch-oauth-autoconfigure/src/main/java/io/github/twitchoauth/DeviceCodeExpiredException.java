package io.github.twitchoauth;

import org.jspecify.annotations.Nullable;

/**
 * The device code is of no use any more: nobody approved it in time, or it was used
 * already. Ask for a new one.
 */
public class DeviceCodeExpiredException extends TwitchOAuthException {

	public DeviceCodeExpiredException(String message) {
		this(message, null);
	}

	public DeviceCodeExpiredException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
