package io.github.twitchoauth.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.twitchoauth.test.Grants.LiveToken;

/**
 * What {@code GET /helix/users} answers.
 */
final class HelixUsersEndpoint {

	private final MockTwitchState state;

	HelixUsersEndpoint(MockTwitchState state) {
		this.state = state;
	}

	Reply users(Exchange exchange, LiveToken token) {
		List<Map<String, Object>> data = asked(exchange.query(), token).map((user) -> describe(user, token)).toList();
		return Reply.json(200, Map.of("data", data));
	}

	private Stream<MockUser> asked(Parameters query, LiveToken token) {
		if (!query.has("id") && !query.has("login")) {
			return Stream.of(token.user());
		}
		return Stream
			.concat(query.all("id").stream().map(this.state.users()::findById),
					query.all("login").stream().map(this.state.users()::find))
			.filter(Objects::nonNull)
			.distinct();
	}

	private static Map<String, Object> describe(MockUser user, LiveToken token) {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("id", user.id());
		description.put("login", user.login());
		description.put("display_name", user.displayName());
		description.put("type", "");
		description.put("broadcaster_type", "");
		description.put("description", "");
		description.put("profile_image_url", "");
		description.put("offline_image_url", "");
		description.put("view_count", 0);
		if (user.equals(token.user()) && token.scopes().contains("user:read:email")) {
			description.put("email", user.login() + "@example.com");
		}
		description.put("created_at", "2016-12-14T20:32:28Z");
		return description;
	}

}
