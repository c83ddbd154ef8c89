package io.github.twitchoauth.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of the documentation.
 *
 * @param pages the source of each page, by its file name
 * @param navigation the source of the table of contents
 */
record Documentation(Map<String, String> pages, String navigation) {

	private static final Path ROOT = Path.of("modules/ROOT");

	static Documentation read() throws IOException {
		Map<String, String> pages = new TreeMap<>();
		try (Stream<Path> files = Files.list(ROOT.resolve("pages"))) {
			files.forEach((file) -> pages.put(file.getFileName().toString(), content(file)));
		}
		return new Documentation(pages, content(ROOT.resolve("nav.adoc")));
	}

	/**
	 * Return what a pattern finds in all pages.
	 * @param pattern what to look for
	 * @return the matches
	 */
	List<MatchResult> find(String pattern) {
		return this.pages.values()
			.stream()
			.flatMap((page) -> Pattern.compile(pattern).matcher(page).results())
			.toList();
	}

	/**
	 * Say whether a link leads somewhere.
	 * @param page the page that it leads to
	 * @param anchor the place on that page, or an empty text
	 * @return whether that exists
	 */
	boolean has(String page, String anchor) {
		String target = this.pages.get(page);
		return target != null && (anchor.isEmpty() || target.contains("[#" + anchor + "]")
				|| Pattern.compile("^=+ (.*)$", Pattern.MULTILINE)
					.matcher(target)
					.results()
					.anyMatch((title) -> id(title.group(1)).equals(anchor)));
	}

	/**
	 * Return a file that a page includes.
	 * @param path its path as the page has it
	 * @return the file's content
	 */
	static String included(String path) {
		return content(ROOT.resolve("examples")
			.resolve(path.replace("{code}", "io/github/twitchoauth/docs").replace("{config}", "config")));
	}

	// As Asciidoctor makes the id of a section of its title.
	private static String id(String title) {
		return "_" + title.toLowerCase().replaceAll("[^\\w .-]", "").replaceAll("[ .-]+", "_").replaceAll("_+$", "");
	}

	private static String content(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
