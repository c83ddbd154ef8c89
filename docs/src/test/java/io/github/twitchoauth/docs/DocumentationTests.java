package io.github.twitchoauth.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
			.findEverywhere("(?<!\\+)(twitch\\.oauth|management\\.(?:endpoint|health)\\.twitch)\\.[a-z0-9.-]*[a-z0-9]")
			.stream()
			.map(MatchResult::group)
			.toList();
		assertThat(names).hasSizeGreaterThan(30)
			.filteredOn((name) -> !this.metadata.has(name))
			.as("properties that do not exist")
			.isEmpty();
	}

	@Test
	void propertiesWhenAbbreviatedThenExist() {
		List<String> names = this.documentation.findEverywhere("`([a-z0-9-]+(?:\\.[a-z0-9-]+)+)(?:=[^`]*)?`")
			.stream()
			.map((name) -> name.group(1))
			.filter(this.metadata::isAbbreviated)
			.toList();
		assertThat(names).hasSizeGreaterThan(5)
			.filteredOn((name) -> !this.metadata.has("twitch.oauth." + name))
			.as("properties that do not exist")
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.accounts.bot.scope", "twitch.oauth.accounts[bot].acount",
			"twitch.oauth.twitch4j.subscriptions[0].acount", "twitch.oauth.pages", "twitch.oauth.page.acess" })
	void propertyWhenMisspeltThenDoesNotExist(String name) {
		assertThat(this.metadata.has(name)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.accounts.bot.scopes", "twitch.oauth.accounts[bot].expected-login",
			"twitch.oauth.twitch4j.subscriptions[0].account",
			"twitch.oauth.twitch4j.subscriptions[0].condition.broadcaster-user-id", "twitch.oauth.page",
			"logging.level.com.example" })
	void propertyWhenBelowAMapOrAListThenExists(String name) {
		assertThat(this.metadata.has(name)).isTrue();
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
	void linksWhenWithinAPageThenLeadSomewhere() {
		this.documentation.pages()
			.forEach((page, source) -> assertThat(Pattern.compile("<<([\\w-]+)").matcher(source).results()).allSatisfy(
					(link) -> assertThat(this.documentation.has(page, link.group(1))).as(link.group()).isTrue()));
	}

	@Test
	void linksWhenFromTheRootThenLeadToAPlaceOnAPage() {
		List<MatchResult> links = this.documentation
			.findEverywhere("docs/modules/ROOT/pages/([\\w-]+\\.adoc)#?([\\w-]*)\\)");
		assertThat(links).hasSizeGreaterThan(10)
			.allSatisfy((link) -> assertThat(this.documentation.has(link.group(1), link.group(2))).as(link.group())
				.isTrue());
	}

	@Test
	void imagesWhenShownThenExist() {
		assertThat(this.documentation.findEverywhere("(?:image::?|docs/modules/ROOT/images/)([\\w.-]+)"))
			.hasSizeGreaterThan(2)
			.allSatisfy((image) -> assertThat(Documentation.hasImage(image.group(1))).as(image.group()).isTrue());
	}

	@Test
	void pagesWhenWrittenThenAreOnTheFirstOne() {
		String index = this.documentation.pages().get("index.adoc");
		assertThat(this.documentation.pages().keySet()).filteredOn((page) -> !page.equals("index.adoc"))
			.hasSizeGreaterThan(10)
			.allSatisfy((page) -> assertThat(index).contains("xref:" + page + "["));
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

	@ParameterizedTest
	@ValueSource(strings = { "from twitch.ext.oauth import", "DeviceAuthFlow", "Scopes", "client_id", "client=client",
			"scopes=", "Scopes.USER_READ_EMAIL", "Scopes.MODERATOR_READ_FOLLOWERS", "wrap_run=False", "@client.event",
			"on_code(code)", "on_auth(access_token, refresh_token)", "on_ready()", "on_follow(data: FollowEvent)",
			"data[\"user_name\"]", "self.channel.chat.send_message", "client.run()", "async with self.auth_flow",
			"get_device_code()", "user_code", "device_code", "expires_in", "interval",
			"poll_for_authorization(device_code, expires_in, interval)", "access_token, refresh_token",
			"except Exception", "revoke_token(", "self.start(access_token, refresh_token)", "bot.run_bot()",
			"asyncio.run" })
	void namesWhenTheyAreOnThePageOfTwitchPyThenHaveAPlaceHere(String name) {
		String table = this.documentation.pages().get("how-to-twitch-py.adoc").split("\\|===")[1];
		assertThat(table.lines().filter((row) -> row.startsWith("|"))).anySatisfy((row) -> {
			String[] cells = row.substring(1).split(" \\|");
			assertThat(cells).hasSize(2);
			assertThat(cells[0]).contains(name);
			assertThat(cells[1]).isNotBlank();
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
