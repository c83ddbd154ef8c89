package io.github.twitchoauth.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * Writes the table of all properties, which the documentation includes.
 */
public final class PropertiesAppendix {

	private PropertiesAppendix() {
	}

	public static void main(String[] args) throws IOException {
		Path target = Path.of(args[0]);
		Files.createDirectories(target.getParent());
		Files.writeString(target, table(ConfigurationMetadata.read().ours().properties()));
	}

	static String table(Map<String, JsonNode> properties) {
		StringBuilder table = new StringBuilder("[cols=\"4,2,5\",options=\"header\"]\n|===\n|Property |Default |\n");
		properties.forEach((name, property) -> table.append("\n|`+")
			.append(name)
			.append("+`\n|")
			.append(defaultValue(property))
			.append("\n|")
			.append(property.path("description").asString("").replace("|", "\\|"))
			.append('\n'));
		return table.append("|===\n").toString();
	}

	private static String defaultValue(JsonNode property) {
		JsonNode value = property.path("defaultValue");
		return (value.isMissingNode() || value.isArray()) ? "" : "`+" + value.asString() + "+`";
	}

}
