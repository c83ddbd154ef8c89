package io.github.twitchoauth.test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.twitchoauth.test.EventSub.Event;
import org.jspecify.annotations.Nullable;

/**
 * Events as Twitch describes them.
 *
 * @see <a href=
 * "https://dev.twitch.tv/docs/eventsub/eventsub-reference/#events">Events</a>
 */
final class EventSubEvents {

	private EventSubEvents() {
	}

	static Event follow(MockUser broadcaster, MockUser user, Instant now) {
		Map<String, Object> body = person("user", user);
		body.putAll(person("broadcaster_user", broadcaster));
		body.put("followed_at", EventSubMessages.timestamp(now));
		return inChannel("channel.follow", "2", broadcaster, body);
	}

	static Event subscribe(MockUser broadcaster, MockUser user, String tier, boolean gift) {
		Map<String, Object> body = person("user", user);
		body.putAll(person("broadcaster_user", broadcaster));
		body.put("tier", tier);
		body.put("is_gift", gift);
		return inChannel("channel.subscribe", "1", broadcaster, body);
	}

	static Event raid(MockUser from, MockUser to, int viewers) {
		Map<String, Object> body = person("from_broadcaster_user", from);
		body.putAll(person("to_broadcaster_user", to));
		body.put("viewers", viewers);
		return new Event("channel.raid", "1",
				Map.of("from_broadcaster_user_id", from.id(), "to_broadcaster_user_id", to.id()), body);
	}

	static Event streamOnline(MockUser broadcaster, Instant now) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("id", String.valueOf(now.toEpochMilli()));
		body.putAll(person("broadcaster_user", broadcaster));
		body.put("type", "live");
		body.put("started_at", EventSubMessages.timestamp(now));
		return inChannel("stream.online", "1", broadcaster, body);
	}

	static Event streamOffline(MockUser broadcaster) {
		return inChannel("stream.offline", "1", broadcaster, person("broadcaster_user", broadcaster));
	}

	static Event chat(MockUser broadcaster, MockUser chatter, String messageId, String text) {
		Map<String, Object> body = person("broadcaster_user", broadcaster);
		body.putAll(person("chatter_user", chatter));
		body.put("message_id", messageId);
		body.put("message", message(text));
		body.put("color", "");
		body.put("badges", badges(broadcaster, chatter));
		body.put("message_type", "text");
		for (String absent : List.of("cheer", "reply", "channel_points_custom_reward_id", "source_broadcaster_user_id",
				"source_broadcaster_user_login", "source_broadcaster_user_name", "source_message_id", "source_badges",
				"is_source_only")) {
			body.put(absent, null);
		}
		return inChannel("channel.chat.message", "1", broadcaster, body);
	}

	private static Map<String, Object> message(String text) {
		Map<String, @Nullable Object> fragment = new LinkedHashMap<>();
		fragment.put("type", "text");
		fragment.put("text", text);
		fragment.put("cheermote", null);
		fragment.put("emote", null);
		fragment.put("mention", null);
		return Map.of("text", text, "fragments", List.of(fragment));
	}

	private static List<Map<String, String>> badges(MockUser broadcaster, MockUser chatter) {
		List<Map<String, String>> badges = new ArrayList<>();
		if (chatter.equals(broadcaster)) {
			badges.add(Map.of("set_id", "broadcaster", "id", "1", "info", ""));
		}
		return badges;
	}

	static Event inChannel(String type, String version, MockUser broadcaster, Map<String, ?> body) {
		return new Event(type, version, Map.of("broadcaster_user_id", broadcaster.id()), body);
	}

	static Map<String, Object> person(String prefix, MockUser user) {
		Map<String, Object> person = new LinkedHashMap<>();
		person.put(prefix + "_id", user.id());
		person.put(prefix + "_login", user.login());
		person.put(prefix + "_name", user.displayName());
		return person;
	}

	static String messageId() {
		return UUID.randomUUID().toString();
	}

}
