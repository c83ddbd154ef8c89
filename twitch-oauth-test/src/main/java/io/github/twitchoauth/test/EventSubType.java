package io.github.twitchoauth.test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A subscription type and what it takes to subscribe to it, in the notation of
 * {@code eventsub-types.txt}.
 *
 * @param name the name, such as {@code channel.follow}
 * @param version the version
 * @param fields the condition's fields
 * @param scopes the scopes needed, or {@code app} alone where a user token is of no use,
 * or {@code gone} where nothing helps
 */
record EventSubType(String name, String version, List<String> fields, List<String> scopes) {

	static EventSubType parse(String line) {
		String[] columns = line.split(" ");
		List<String> scopes = columns[3].equals("-") ? List.of() : List.of(columns[3].split(","));
		return new EventSubType(columns[0], columns[1], List.of(columns[2].split(",")), scopes);
	}

	/**
	 * Looks for what the condition lacks.
	 * @param condition the condition
	 * @return the name of a missing field, or {@code null}
	 */
	@Nullable String missingField(Map<String, String> condition) {
		return this.fields.stream()
			.filter((field) -> !field.endsWith("?"))
			.map((field) -> field.replace("*", ""))
			.filter((field) -> alternatives(field).noneMatch((name) -> !condition.getOrDefault(name, "").isEmpty()))
			.findFirst()
			.orElse(null);
	}

	private static Stream<String> alternatives(String text) {
		return Arrays.stream(text.split("\\|"));
	}

	boolean isForAppTokensOnly() {
		return this.scopes.contains("app");
	}

	boolean isGone() {
		return this.scopes.contains("gone");
	}

	boolean needsAuthorization() {
		return !this.scopes.isEmpty();
	}

	boolean isCoveredBy(Set<String> granted) {
		return this.scopes.stream().allMatch((scope) -> alternatives(scope).anyMatch(granted::contains));
	}

	/**
	 * Whether whoever asks is the user whom the condition needs.
	 * @param condition the condition
	 * @param userId the user of the token
	 * @param isModerator whether that user is a moderator of the channel with an id
	 * @return whether it is that user
	 */
	boolean isOpenTo(Map<String, String> condition, String userId, Predicate<String> isModerator) {
		return this.fields.stream()
			.filter((field) -> field.endsWith("*"))
			.map((field) -> field.replace("*", ""))
			.allMatch((field) -> userId.equals(condition.get(field)) && (!field.equals("moderator_user_id")
					|| isModerator.test(condition.getOrDefault("broadcaster_user_id", ""))));
	}

}
