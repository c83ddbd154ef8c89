package io.github.twitchoauth.authorization;

import io.github.twitchoauth.DeviceCodeExpiredException;

/**
 * The person approved, but the answer with the token never arrived. Nothing that they did
 * was wrong, so they may be asked again.
 */
final class LostTokenException extends DeviceCodeExpiredException {

	LostTokenException(String message) {
		super(message);
	}

}
