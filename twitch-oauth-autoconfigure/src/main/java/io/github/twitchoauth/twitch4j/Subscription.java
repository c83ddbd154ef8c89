package io.github.twitchoauth.twitch4j;

import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * What makes a subscription different from others.
 *
 * @param type the name of the type
 * @param version the version of the type
 * @param condition the condition
 */
record Subscription(String type, String version, Map<String, String> condition) {

	// Fields of the condition that are not used come empty.
	static Subscription of(JsonNode node) {
		Map<String, String> condition = new TreeMap<>();
		node.path("condition").forEachEntry((name, value) -> {
			if (!value.asString("").isEmpty()) {
				condition.put(name, JsonTree.text(value));
			}
		});
		return new Subscription(JsonTree.text(node.path("type")), JsonTree.text(node.path("version")), condition);
	}

	@Override
	public String toString() {
		return this.type + " (version " + this.version + ") of " + this.condition;
	}

}
