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
 * @param texts the source of each text in the root of the repository, by its file name
 */
record Documentation(Map<String, String> pages, Map<String, String> texts) {

	private static final Path ROOT = Path.of("modules/ROOT");

	static Documentation read() throws IOException {
		return new Documentation(read(ROOT.resolve("pages"), ".adoc"), read(Path.of(".."), ".md"));
	}

	private static Map<String, String> read(Path folder, String ending) throws IOException {
		Map<String, String> sources = new TreeMap<>();
		try (Stream<Path> files = Files.list(folder)) {
			files.filter((file) -> file.toString().endsWith(ending))
				.forEach((file) -> sources.put(file.getFileName().toString(), content(file)));
		}
		return sources;
	}

	/**
	 * Return what a pattern finds in all pages.
	 * @param pattern what to look for
	 * @return the matches
	 */
	List<MatchResult> find(String pattern) {
		return find(this.pages, pattern);
	}

	/**
	 * Return what a pattern finds in all pages, and in the texts in the repository's
	 * root.
	 * @param pattern what to look for
	 * @return the matches
	 */
	List<MatchResult> findEverywhere(String pattern) {
		return Stream.of(this.pages, this.texts).flatMap((sources) -> find(sources, pattern).stream()).toList();
	}

	private static List<MatchResult> find(Map<String, String> sources, String pattern) {
		return sources.values()
			.stream()
			.flatMap((source) -> Pattern.compile(pattern).matcher(source).results())
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
	 * Say whether there is a picture.
	 * @param name the name of its file
	 * @return whether it exists
	 */
	static boolean hasImage(String name) {
		return Files.exists(ROOT.resolve("images").resolve(name));
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
