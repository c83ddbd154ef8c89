package io.github.twitchoauth.twitch4j;

import java.util.Map;

/**
 * What makes a subscription different from others.
 *
 * @param type the name of the type
 * @param version the version of the type
 * @param condition the condition
 */
record Subscription(String type, String version, Map<String, String> condition) {

	@Override
	public String toString() {
		return this.type + " (version " + this.version + ") of " + this.condition;
	}

}
