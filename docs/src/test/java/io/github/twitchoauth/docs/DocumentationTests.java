package io.github.twitchoauth.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documentation speaks of what exists, and of all of it.
 */
class DocumentationTests {

	private Documentation documentation;

	private ConfigurationMetadata metadata;

	@BeforeEach
	void read() throws IOException {
		this.documentation = Documentation.read();
		this.metadata = ConfigurationMetadata.read();
	}

	// What is between plus signs is a metric.
	@Test
	void propertiesWhenDocumentedThenExist() {
		List<String> names = this.documentation
			.find("(?<!\\+)(twitch\\.oauth|management\\.(?:endpoint|health)\\.twitch)\\.[a-z0-9.-]*[a-z0-9]")
			.stream()
			.map(MatchResult::group)
			.toList();
		assertThat(names).hasSizeGreaterThan(30)
			.filteredOn((name) -> !this.metadata.has(name))
			.as("properties that do not exist")
			.isEmpty();
	}

	@Test
	void propertiesWhenTheyExistThenAreInTheAppendixWithADescription() {
		assertThat(this.documentation.pages().get("properties.adoc"))
			.contains("include::{generated}/properties.adoc[]");
		String appendix = PropertiesAppendix.table(this.metadata.ours().properties());
		assertThat(this.metadata.ours().properties()).hasSizeGreaterThan(40).allSatisfy((name, property) -> {
			assertThat(property.path("description").asString("")).as(name).isNotBlank();
			assertThat(appendix).contains("|`+" + name + "+`", property.path("description").asString());
		});
	}

	@Test
	void linksWhenInternalThenLeadSomewhere() {
		List<MatchResult> links = this.documentation.find("xref:([\\w-]+\\.adoc)#?([\\w-]*)\\[");
		assertThat(links).hasSizeGreaterThan(30)
			.allSatisfy((link) -> assertThat(this.documentation.has(link.group(1), link.group(2))).as(link.group())
				.isTrue());
	}

	@Test
	void pagesWhenWrittenThenAreInTheNavigation() {
		assertThat(this.documentation.pages().keySet())
			.allSatisfy((page) -> assertThat(this.documentation.navigation()).contains("xref:" + page + "["));
	}

	@Test
	void javaAndYamlWhenShownThenIsIncludedFromWhatIsRun() {
		assertThat(this.documentation.find("\\[source,(?:java|yaml)[^]]*]\\n----\\n(.*)")).hasSizeGreaterThan(25)
			.allSatisfy((listing) -> assertThat(listing.group(1)).startsWith("include::{"));
	}

	@Test
	void includesWhenTaggedThenTheFileHasTheTag() {
		assertThat(this.documentation.find("include::(\\{(?:code|config)}[^\\[]+)\\[(?:tag=(\\w+))?]"))
			.hasSizeGreaterThan(25)
			.allSatisfy((include) -> {
				String content = Documentation.included(include.group(1));
				if (include.group(2) != null) {
					assertThat(content).contains("tag::" + include.group(2) + "[]", "end::" + include.group(2) + "[]");
				}
			});
	}

	@Test
	void messagesWhenExplainedThenAreThoseOfTheLibrary() throws IOException {
		String library = sources();
		List<MatchResult> messages = this.documentation.find("(?m)^=== (.*)$");
		assertThat(messages).hasSizeGreaterThan(30)
			.allSatisfy((message) -> assertThat(message.group(1).split("…"))
				.allSatisfy((part) -> assertThat(library).contains(part.strip())));
	}

	// Texts that are written in several parts are put together.
	private static String sources() throws IOException {
		StringBuilder sources = new StringBuilder();
		try (Stream<Path> files = Files.walk(Path.of("../twitch-oauth-autoconfigure/src/main/java"))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				sources.append(Files.readString(file));
			}
		}
		return sources.toString().replaceAll("\"\\s*\\+\\s*\"", "");
	}

}
