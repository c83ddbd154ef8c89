package io.github.twitchoauth.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;

/**
 * All subscription types that Twitch documents.
 */
final class EventSubTypes {

	private static final Map<String, EventSubType> TYPES = load();

	private EventSubTypes() {
	}

	private static Map<String, EventSubType> load() {
		try {
			return new ClassPathResource("eventsub-types.txt", EventSubTypes.class)
				.getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.filter((line) -> !line.startsWith("#"))
				.map(EventSubType::parse)
				.collect(Collectors.toMap((type) -> key(type.name(), type.version()), Function.identity()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String key(String name, String version) {
		return name + " " + version;
	}

	static @Nullable EventSubType find(String name, String version) {
		return TYPES.get(key(name, version));
	}

	static Collection<EventSubType> all() {
		return TYPES.values();
	}

}
