package io.github.twitchoauth.autoconfigure;

/**
 * A property has a value that cannot work. The value itself is part of the message only
 * where it cannot be a secret.
 *
 * @since 0.1.0
 */
public final class InvalidTwitchPropertyException extends RuntimeException {

	private final String action;

	/**
	 * Create an exception.
	 * @param property the name of the property
	 * @param problem what is wrong, to follow the name of the property
	 * @param action what to do about it
	 */
	public InvalidTwitchPropertyException(String property, String problem, String action) {
		super("The property '" + property + "' " + problem);
		this.action = action;
	}

	/**
	 * Return what to do about it.
	 * @return a sentence
	 */
	public String getAction() {
		return this.action;
	}

}
