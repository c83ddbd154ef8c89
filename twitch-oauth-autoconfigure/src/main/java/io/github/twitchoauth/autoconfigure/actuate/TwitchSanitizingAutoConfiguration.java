package io.github.twitchoauth.autoconfigure.actuate;

import java.util.Locale;
import java.util.regex.Pattern;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that keeps secrets out of the {@code env} and {@code configprops}
 * endpoints, also when these show values.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class TwitchSanitizingAutoConfiguration {

	// One key has many spellings, environment variables among them.
	private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]");

	private static final Pattern SECRET = Pattern
		.compile("twitchoauth(?:(?:accounts.*)?clientsecret|tokenstoreencryptionkey)");

	@Bean
	SanitizingFunction twitchSanitizingFunction() {
		return SanitizingFunction.sanitizeValue().ifKeyMatches(TwitchSanitizingAutoConfiguration::isSecret);
	}

	private static boolean isSecret(String key) {
		String letters = NO_LETTERS.matcher(key.toLowerCase(Locale.ROOT)).replaceAll("");
		return SECRET.matcher(letters).matches();
	}

}
