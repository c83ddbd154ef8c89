package io.github.twitchoauth.docs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What the modules on the class path say of their properties.
 *
 * @param properties all of them by name
 */
record ConfigurationMetadata(Map<String, JsonNode> properties) {

	static ConfigurationMetadata read() throws IOException {
		Map<String, JsonNode> all = new TreeMap<>();
		String pattern = "classpath*:META-INF/spring-configuration-metadata.json";
		for (Resource resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
			try (InputStream content = resource.getInputStream()) {
				JsonMapper.shared()
					.readTree(content)
					.path("properties")
					.forEach((property) -> all.put(property.path("name").asString(), property));
			}
		}
		return new ConfigurationMetadata(all);
	}

	/**
	 * Return our own properties.
	 * @return those that begin with "twitch.oauth", and those of the actuator's endpoint
	 */
	ConfigurationMetadata ours() {
		Map<String, JsonNode> ours = new TreeMap<>(this.properties);
		ours.keySet()
			.removeIf((name) -> !name.startsWith("twitch.oauth.") && !name.startsWith("management.endpoint.twitch.")
					&& !name.startsWith("management.health.twitch."));
		return new ConfigurationMetadata(ours);
	}

	/**
	 * Say whether a property exists.
	 * @param name its name; an asterisk stands for any part of it, and the name of a map
	 * or a group for all that is in it
	 * @return whether there is one
	 */
	boolean has(String name) {
		String plain = name.replaceAll("\\[[^]]*]", "");
		return candidates(plain).stream()
			.anyMatch((candidate) -> this.properties.containsKey(candidate)
					|| this.properties.keySet().stream().anyMatch((property) -> property.startsWith(candidate + ".")));
	}

	// A property of a map's value has no metadata of its own: the map has.
	private List<String> candidates(String name) {
		List<String> candidates = new ArrayList<>(List.of(name));
		for (String map : List.of("twitch.oauth.accounts", "twitch.oauth.twitch4j.subscriptions")) {
			if (name.startsWith(map + ".")) {
				candidates.add(map);
			}
		}
		return candidates;
	}

}
