package io.github.twitchoauth.test;

import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * What an application sends to subscribe.
 */
final class EventSubBody {

	private EventSubBody() {
	}

	static String of(String type, String version, Map<String, String> condition, String sessionId) {
		return of(type, version, condition, "websocket", sessionId);
	}

	static String of(String type, String version, Map<String, String> condition, String method, String sessionId) {
		return JsonMapper.shared()
			.writeValueAsString(Map.of("type", type, "version", version, "condition", condition, "transport",
					Map.of("method", method, "session_id", sessionId)));
	}

}
