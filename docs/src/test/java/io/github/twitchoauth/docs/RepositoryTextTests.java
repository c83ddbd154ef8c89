package io.github.twitchoauth.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The texts in the root of the repository.
 */
class RepositoryTextTests {

	private static final Path ROOT = Path.of("..");

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md" })
	void linksWhenRelativeThenLeadSomewhere(String file) throws IOException {
		List<String> targets = Pattern.compile("]\\((?!http)([^)#]+)")
			.matcher(Files.readString(ROOT.resolve(file)))
			.results()
			.map((link) -> link.group(1))
			.toList();
		assertThat(targets).allSatisfy((target) -> assertThat(ROOT.resolve(target)).exists());
	}

	@ParameterizedTest
	@ValueSource(strings = { "start/Bot.java", "testing/StaysLoggedInTests.java" })
	void readmeWhenItShowsJavaThenItIsWhatIsRun(String example) throws IOException {
		String tagged = Pattern.compile("(?s)// tag::\\w+\\[]\\n(.*?)// end::")
			.matcher(Documentation.included("{code}/" + example))
			.results()
			.map((MatchResult match) -> match.group(1))
			.findFirst()
			.orElseThrow();
		assertThat(Files.readString(ROOT.resolve("README.md"))).containsIgnoringWhitespaces(tagged);
	}

	@Test
	void readmeWhenReadThenIsShortAndNamesOneTestCommand() throws IOException {
		List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));
		assertThat(lines).hasSizeLessThan(200);
		assertThat(lines).filteredOn((line) -> line.matches("mvn .*verify")).containsExactly("mvn verify");
	}

}
