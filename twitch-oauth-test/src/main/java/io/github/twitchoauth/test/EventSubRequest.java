package io.github.twitchoauth.test;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an application asks to subscribe to.
 *
 * @param type the subscription type
 * @param version the version of the type
 * @param condition the fields of the condition that are not empty
 * @param method the transport's method
 * @param sessionId the transport's session id
 */
record EventSubRequest(String type, String version, Map<String, String> condition, String method, String sessionId) {

	static @Nullable EventSubRequest parse(String body) {
		try {
			JsonNode json = JsonMapper.shared().readTree(body);
			return json.isObject() ? read(json) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static EventSubRequest read(JsonNode json) {
		Map<String, String> condition = new TreeMap<>();
		json.path("condition").properties().forEach((field) -> {
			if (!field.getValue().asString("").isEmpty()) {
				condition.put(field.getKey(), field.getValue().asString());
			}
		});
		JsonNode transport = json.path("transport");
		return new EventSubRequest(json.path("type").asString(""), json.path("version").asString(""),
				Collections.unmodifiableMap(condition), transport.path("method").asString(""),
				transport.path("session_id").asString(""));
	}

}
