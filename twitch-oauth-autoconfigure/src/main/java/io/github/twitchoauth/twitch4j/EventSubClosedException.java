package io.github.twitchoauth.twitch4j;

/**
 * The connection to EventSub has ended.
 */
final class EventSubClosedException extends RuntimeException {

	private static final int NO_CODE = 1005;

	private static final int NO_CLOSE_FRAME = 1006;

	EventSubClosedException(String message) {
		super(message);
	}

	/**
	 * Create an exception.
	 * @param code the close code
	 * @param reason what the server says, which may be empty
	 */
	EventSubClosedException(int code, String reason) {
		super(message(code, JsonTree.text(reason)));
	}

	private static String message(int code, String reason) {
		if (code == NO_CLOSE_FRAME) {
			return "it broke off without a close code";
		}
		if (code < 0 || code == NO_CODE) {
			return "it was closed without a close code";
		}
		return "it was closed with code " + code + (reason.isEmpty() ? "" : ", " + reason);
	}

}
