package io.github.twitchoauth.twitch4j;

/**
 * The WebSocket was closed.
 */
final class EventSubClosedException extends RuntimeException {

	EventSubClosedException(int code) {
		super("The connection was closed with code " + code);
	}

	EventSubClosedException() {
		super("The connection was lost");
	}

}
