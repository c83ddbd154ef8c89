package io.github.twitchoauth.docs;

import java.io.IOException;
import java.io.InputStream;
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
	 * @param name its name, or that of a group, or of something in a map or a list
	 * @return whether there is one
	 */
	boolean has(String name) {
		String plain = name.replaceAll("\\[[^]]*]", "");
		return isPropertyOrGroup(plain) || hasContainerOf(plain);
	}

	private boolean isPropertyOrGroup(String name) {
		return this.properties.containsKey(name)
				|| this.properties.keySet().stream().anyMatch((property) -> property.startsWith(name + "."));
	}

	// What is in a map or a list has no metadata of its own.
	private boolean hasContainerOf(String name) {
		return this.properties.entrySet()
			.stream()
			.filter((property) -> name.startsWith(property.getKey() + "."))
			.anyMatch(
					(property) -> property.getValue().path("type").asString("").matches("java\\.util\\.(Map|List)<.*"));
	}

}
