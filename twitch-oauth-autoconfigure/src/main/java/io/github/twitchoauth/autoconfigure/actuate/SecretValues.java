package io.github.twitchoauth.autoconfigure.actuate;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.twitchoauth.autoconfigure.SecretProperties;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.util.StringUtils;

/**
 * The values of secret properties, which may also be found elsewhere: in the environment
 * variable that a placeholder refers to, or on the command line.
 */
final class SecretValues {

	// Shorter ones are a part of much that is no secret.
	private static final int SHORTEST_PART = 8;

	private final ConfigurableEnvironment environment;

	SecretValues(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	boolean occurIn(String text) {
		return StringUtils.hasText(text) && find().anyMatch(
				(secret) -> secret.equals(text.strip()) || (secret.length() >= SHORTEST_PART && text.contains(secret)));
	}

	// Anew each time, for property sources come and go.
	private Stream<String> find() {
		return this.environment.getPropertySources()
			.stream()
			.flatMap((source) -> (source instanceof EnumerablePropertySource<?> names) ? find(names) : Stream.empty())
			.flatMap((value) -> Arrays.stream(StringUtils.commaDelimitedListToStringArray(value)))
			.map(String::strip)
			.filter(StringUtils::hasLength);
	}

	private Stream<String> find(EnumerablePropertySource<?> source) {
		return Arrays.stream(source.getPropertyNames())
			.filter(SecretProperties::isSecret)
			.map(source::getProperty)
			.filter(Objects::nonNull)
			.map((value) -> resolve(value.toString()));
	}

	private String resolve(String value) {
		try {
			return this.environment.resolvePlaceholders(value);
		}
		catch (IllegalArgumentException ex) {
			// A placeholder that refers to itself
			return value;
		}
	}

}
