package io.github.twitchoauth.autoconfigure;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Login names from properties.
 */
final class LoginProperty {

	private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9_]{1,25}");

	private LoginProperty() {
	}

	static @Nullable String parse(String property, @Nullable String value) {
		String login = TextProperty.clean(property, value);
		if (login != null && !LOGIN.matcher(login).matches()) {
			throw new InvalidTwitchPropertyException(property, "is '" + login + "', which is no login name",
					"Set it to what follows twitch.tv/ in the address of the user's channel: up to 25 letters, digits "
							+ "and underscores.");
		}
		return login;
	}

}
