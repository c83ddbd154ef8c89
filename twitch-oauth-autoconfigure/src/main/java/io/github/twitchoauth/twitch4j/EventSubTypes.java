package io.github.twitchoauth.twitch4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.github.twitch4j.eventsub.subscriptions.SubscriptionType;
import com.github.twitch4j.eventsub.subscriptions.SubscriptionTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The subscription types that a user token can subscribe to and twitch4j has a class for.
 */
final class EventSubTypes {

	private static final Map<String, EventSubType> NEWEST = new HashMap<>();

	private static final Map<Key, EventSubType> VERSIONS = new HashMap<>();

	private static final Map<Class<?>, EventSubType> BY_EVENT_CLASS = new HashMap<>();

	private static final List<EventSubType> UNAVAILABLE = new ArrayList<>();

	static {
		load();
	}

	private EventSubTypes() {
	}

	private static void load() {
		try {
			new ClassPathResource("eventsub-types.txt", EventSubTypes.class).getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.filter((line) -> !line.startsWith("#"))
				.forEach((line) -> add(line.split(" ")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void add(String[] columns) {
		SubscriptionType<?, ?, ?> known = SubscriptionTypes.getSubscriptionType(columns[0], columns[1]);
		if (known != null && columns[2].equals("-")) {
			UNAVAILABLE.add(EventSubType.of(known, List.of(), List.of()));
		}
		else if (known != null) {
			List<String> scopes = columns[3].equals("-") ? List.of() : List.of(columns[3].split(","));
			EventSubType type = EventSubType.of(known, List.of(columns[2].split(",")), scopes);
			NEWEST.put(type.name(), type);
			VERSIONS.put(new Key(type.name(), type.version()), type);
			BY_EVENT_CLASS.put(known.getEventClass(), type);
		}
	}

	static Collection<EventSubType> all() {
		return VERSIONS.values();
	}

	/**
	 * Return all types that listeners may ask for.
	 * @return one type for each class of events, also of those that no user can subscribe
	 * to
	 */
	static List<EventSubType> ofAllEvents() {
		return Stream.concat(BY_EVENT_CLASS.values().stream(), UNAVAILABLE.stream()).toList();
	}

	static @Nullable EventSubType ofEvent(@Nullable Class<?> eventClass) {
		return BY_EVENT_CLASS.get(eventClass);
	}

	/**
	 * Find a type that twitch4j has a class for. Neither scopes nor fields are known of
	 * those that are in twitch4j only.
	 * @param name the name
	 * @param version the version, or {@code null} for the newest
	 * @return the type, or {@code null} if there is none
	 */
	static @Nullable EventSubType find(String name, @Nullable String version) {
		if (version == null) {
			return NEWEST.get(name);
		}
		EventSubType known = VERSIONS.get(new Key(name, version));
		if (known != null) {
			return known;
		}
		SubscriptionType<?, ?, ?> type = SubscriptionTypes.getSubscriptionType(name, version);
		return (type != null) ? EventSubType.of(type, anyFields(), List.of()) : null;
	}

	/**
	 * Return a type, which twitch4j may have no class for if the version is known.
	 * @param name the name
	 * @param version the version, or {@code null} for the newest
	 * @return the type
	 * @throws IllegalArgumentException if there is none
	 */
	static EventSubType get(String name, @Nullable String version) {
		EventSubType found = find(name, version);
		if (found == null && StringUtils.hasText(name) && StringUtils.hasText(version)) {
			return new EventSubType(name, version, anyFields(), List.of(), null);
		}
		Assert.notNull(found, "there is no such type, or it is not for users");
		return found;
	}

	// Properties lose the underscores of fields, which the fields of other types tell.
	private static List<String> anyFields() {
		return all().stream().flatMap((type) -> type.optionalFields().stream()).distinct().toList();
	}

	private record Key(String name, String version) {

	}

}
