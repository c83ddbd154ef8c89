package io.github.twitchoauth.autoconfigure;

/**
 * A property has a value that cannot work.
 */
final class InvalidTwitchPropertyException extends RuntimeException {

	private final String action;

	InvalidTwitchPropertyException(String property, String problem, String action) {
		super("The property '" + property + "' " + problem);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
