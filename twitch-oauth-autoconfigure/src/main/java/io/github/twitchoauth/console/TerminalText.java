package io.github.twitchoauth.console;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Text on its way to a terminal. What a server sent could otherwise move the cursor,
 * change the title or reverse the reading direction.
 */
final class TerminalText {

	private static final int MAX_LENGTH = 500;

	private static final String ELLIPSIS = "...";

	private static final Set<UnicodeScript> WIDE = Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA,
			UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

	private TerminalText() {
	}

	static String clean(@Nullable String text) {
		if (text == null) {
			return "";
		}
		StringBuilder clean = new StringBuilder();
		Normalizer.normalize(text, Normalizer.Form.NFC)
			.codePoints()
			.map(TerminalText::clean)
			.forEach(clean::appendCodePoint);
		return shorten(clean.toString().strip().replaceAll(" +", " "));
	}

	private static String shorten(String text) {
		if (text.codePointCount(0, text.length()) <= MAX_LENGTH) {
			return text;
		}
		return text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH - ELLIPSIS.length())) + ELLIPSIS;
	}

	private static int clean(int codePoint) {
		if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
			return ' ';
		}
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
					Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
				'?';
			default -> codePoint;
		};
	}

	static int width(String text) {
		return text.codePoints().map(TerminalText::width).sum();
	}

	private static int width(int codePoint) {
		boolean emoji = codePoint >= 0x1F300 && codePoint < 0x20000;
		return (emoji || WIDE.contains(UnicodeScript.of(codePoint))) ? 2 : 1;
	}

	// Lines are broken at spaces, and inside words that are longer than a line.
	static List<String> wrap(String text, int width) {
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder();
		for (String word : text.split(" +")) {
			for (String part : split(word, width)) {
				if (!line.isEmpty() && width(line.toString()) + 1 + width(part) > width) {
					lines.add(line.toString());
					line.setLength(0);
				}
				line.append(line.isEmpty() ? "" : " ").append(part);
			}
		}
		lines.add(line.toString());
		return lines;
	}

	private static List<String> split(String word, int width) {
		List<String> parts = new ArrayList<>();
		StringBuilder part = new StringBuilder();
		for (int codePoint : word.codePoints().toArray()) {
			if (width(part.toString()) + width(codePoint) > width) {
				parts.add(part.toString());
				part.setLength(0);
			}
			part.appendCodePoint(codePoint);
		}
		parts.add(part.toString());
		return parts;
	}

}
