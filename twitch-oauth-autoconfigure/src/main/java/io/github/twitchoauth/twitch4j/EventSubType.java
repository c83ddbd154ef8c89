package io.github.twitchoauth.twitch4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.github.twitch4j.eventsub.events.EventSubEvent;
import com.github.twitch4j.eventsub.subscriptions.SubscriptionType;
import org.jspecify.annotations.Nullable;

/**
 * A subscription type and what it takes to subscribe to it, in the notation of
 * {@code eventsub-types.txt}.
 *
 * @param name the name, such as {@code channel.follow}
 * @param version the version
 * @param fields the condition's fields
 * @param scopes the scopes needed
 * @param eventClass twitch4j's class of its events, or {@code null} if it has none
 */
record EventSubType(String name, String version, List<String> fields, List<String> scopes,
		@Nullable Class<? extends EventSubEvent> eventClass) {

	private static final String OPTIONAL = "?";

	static EventSubType of(SubscriptionType<?, ?, ?> type, List<String> fields, List<String> scopes) {
		return new EventSubType(type.getName(), type.getVersion(), fields, scopes, type.getEventClass());
	}

	List<String> optionalFields() {
		return this.fields.stream().map((field) -> field.replace(OPTIONAL, "") + OPTIONAL).toList();
	}

	String eventName() {
		return (this.eventClass != null) ? this.eventClass.getSimpleName() : this.name;
	}

	/**
	 * Complete a condition with the account's own user id.
	 * @param given what is given, by field name in any spelling: the keys of properties
	 * lose their underscores
	 * @param userId the user id, or {@code null} if it is not known
	 * @return the condition, or {@code null} if a field is missing
	 */
	@Nullable Map<String, String> condition(Map<String, String> given, @Nullable String userId) {
		Map<String, String> condition = new TreeMap<>();
		given.forEach((name, value) -> condition.put(fieldName(name), value));
		for (String field : this.fields) {
			List<String> alternatives = alternatives(field).toList();
			if (!field.endsWith(OPTIONAL) && alternatives.stream().noneMatch(condition::containsKey)) {
				if (userId == null) {
					return null;
				}
				condition.put(alternatives.get(alternatives.size() - 1), userId);
			}
		}
		return condition;
	}

	private String fieldName(String spelling) {
		return this.fields.stream()
			.map((field) -> field.replace(OPTIONAL, ""))
			.flatMap(EventSubType::alternatives)
			.filter((field) -> letters(field).equals(letters(spelling)))
			.findFirst()
			.orElse(spelling.replace('-', '_').toLowerCase(Locale.ROOT));
	}

	private static String letters(String name) {
		return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the scopes that are needed and have not been granted.
	 * @param granted the granted scopes
	 * @return the first one of each group of alternatives that has not been granted
	 */
	List<String> missingScopes(Collection<String> granted) {
		List<String> missing = new ArrayList<>();
		for (String scope : this.scopes) {
			if (alternatives(scope).noneMatch(granted::contains)) {
				missing.add(alternatives(scope).toList().get(0));
			}
		}
		return missing;
	}

	private static Stream<String> alternatives(String text) {
		return Arrays.stream(text.split("\\|"));
	}

}
