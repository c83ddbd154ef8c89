package io.github.twitchoauth.autoconfigure;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells which properties hold a secret, in all spellings, those of environment variables
 * among them.
 *
 * @since 0.1.0
 */
public final class SecretProperties {

	private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]");

	private static final Pattern SECRET = Pattern
		.compile("twitchoauth(?:(?:accounts.*)?clientsecret|tokenstoreencryptionkey).*");

	private SecretProperties() {
	}

	/**
	 * Return whether a property holds a secret, or would if it were written in the right
	 * way.
	 * @param name the name
	 * @return whether its value must not be shown
	 */
	public static boolean isSecret(String name) {
		String letters = NO_LETTERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
		return SECRET.matcher(letters).matches();
	}

}
