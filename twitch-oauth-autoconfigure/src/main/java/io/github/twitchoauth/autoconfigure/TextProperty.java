package io.github.twitchoauth.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Texts from properties.
 */
final class TextProperty {

	// The value is quoted only if it consists of one placeholder, because a part of a
	// secret may stand beside one.
	private static final Pattern PLACEHOLDER = Pattern.compile("(\\$\\{[A-Za-z_][\\w.-]*)(?::[^{}]*)?}");

	private TextProperty() {
	}

	static @Nullable String clean(String property, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
			return null;
		}
		String clean = value.strip();
		requireResolved(property, clean);
		requirePrintable(property, clean, "contains white space or an unprintable character");
		return clean;
	}

	static void requireResolved(String property, String value) {
		if (value.contains("${")) {
			Matcher matcher = PLACEHOLDER.matcher(value.strip());
			throw new InvalidTwitchPropertyException(property,
					"contains a placeholder that stands for nothing"
							+ (matcher.matches() ? ": " + matcher.group(1) + "}" : ""),
					"Set what the placeholder refers to, such as an environment variable.");
		}
	}

	static void requirePrintable(String property, String value, String problem) {
		for (int i = 0; i < value.length(); i++) {
			if (value.charAt(i) <= 0x20 || value.charAt(i) >= 0x7F) {
				throw new InvalidTwitchPropertyException(property, problem,
						"Copy the value again: it consists of visible ASCII characters only.");
			}
		}
	}

}
