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

	static Subscription of(JsonNode node) {
		Map<String, String> condition = new TreeMap<>();
		node.path("condition").forEachEntry((name, value) -> condition.put(name, value.asString("")));
		return of(node.path("type").asString(""), node.path("version").asString(""), condition);
	}

	/**
	 * Return what Twitch describes.
	 * @param type the name of the type
	 * @param version the version of the type
	 * @param condition the condition, whose unused fields Twitch leaves empty
	 * @return the subscription
	 */
	static Subscription of(String type, String version, Map<String, String> condition) {
		Map<String, String> used = new TreeMap<>();
		condition.forEach((name, value) -> {
			if (!value.isEmpty()) {
				used.put(name, JsonTree.text(value));
			}
		});
		return new Subscription(JsonTree.text(type), JsonTree.text(version), used);
	}

	@Override
	public String toString() {
		return this.type + " (version " + this.version + ") of " + this.condition;
	}

}
