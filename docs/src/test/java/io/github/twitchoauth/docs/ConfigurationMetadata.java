package io.github.twitchoauth.docs;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * What the modules on the class path say of their properties.
 *
 * @param properties all of them by name
 */
record ConfigurationMetadata(Map<String, JsonNode> properties) {

	private static final Pattern CONTAINER = Pattern.compile("java\\.util\\.(?:Map<.*,|List<)(?<element>.*)>");

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
		String plain = name.replaceAll("\\[[\\d*]+]", "").replaceAll("\\[([^]]*)]", ".$1");
		return isPropertyOrGroup(plain) || isInContainer(plain);
	}

	/**
	 * Say whether a name is that of one of our properties, without what all of them begin
	 * with.
	 * @param name the name, such as "page.path" or "server.port"
	 * @return whether it begins as one of ours does
	 */
	boolean isAbbreviated(String name) {
		String group = "twitch.oauth." + name.replaceFirst("\\..*", ".");
		return this.properties.keySet().stream().anyMatch((property) -> property.startsWith(group));
	}

	private boolean isPropertyOrGroup(String name) {
		return this.properties.containsKey(name)
				|| this.properties.keySet().stream().anyMatch((property) -> property.startsWith(name + "."));
	}

	// What is in a map or a list has no metadata of its own, so classes of ours are
	// looked
	// into.
	private boolean isInContainer(String name) {
		return this.properties.entrySet()
			.stream()
			.filter((property) -> name.startsWith(property.getKey() + "."))
			.anyMatch((property) -> isInContainer(property.getValue().path("type").asString(""),
					name.substring(property.getKey().length() + 1)));
	}

	private static boolean isInContainer(String type, String rest) {
		Matcher container = CONTAINER.matcher(type);
		if (!container.matches()) {
			return false;
		}
		String element = container.group("element");
		String property = type.startsWith("java.util.Map") ? rest.replaceFirst("[^.]*\\.?", "") : rest;
		return property.isEmpty() || !element.startsWith("io.github.twitchoauth.") || hasField(element, property);
	}

	private static boolean hasField(String type, String property) {
		PropertyDescriptor[] fields = BeanUtils.getPropertyDescriptors(ClassUtils.resolveClassName(type, null));
		return Arrays.stream(fields)
			.anyMatch((field) -> Map.class.isAssignableFrom(field.getPropertyType())
					? property.startsWith(DataObjectPropertyName.toDashedForm(field.getName()) + ".")
					: property.equals(DataObjectPropertyName.toDashedForm(field.getName())));
	}

}
