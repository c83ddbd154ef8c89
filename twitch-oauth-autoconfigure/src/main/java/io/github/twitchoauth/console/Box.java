package io.github.twitchoauth.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A frame around text, at most as wide as a terminal usually is.
 */
final class Box {

	static final int COLUMNS = 80;

	private static final int MAX_WIDTH = COLUMNS - "|  ".length() - "  |".length();

	private static final String LINES = "┌─┐│└┘";

	private static final String ASCII_LINES = "+-+|++";

	private static final String LABEL = "%-9s";

	private static final int VALUE_WIDTH = MAX_WIDTH - LABEL.formatted("").length();

	private static final String BOLD = "1";

	private final Terminal terminal;

	private final String title;

	private final List<Line> lines = new ArrayList<>();

	Box(Terminal terminal, String title) {
		this.terminal = terminal;
		this.title = title;
	}

	static boolean hasRoomFor(String value) {
		return TerminalText.width(value) <= VALUE_WIDTH;
	}

	void text(String text) {
		TerminalText.wrap(text, MAX_WIDTH).forEach((line) -> this.lines.add(new Line("", line, false)));
	}

	void row(String label, String value) {
		row(label, value, false);
	}

	void importantRow(String label, String value) {
		row(label, value, true);
	}

	private void row(String label, String value, boolean important) {
		String start = label;
		for (String line : TerminalText.wrap(value, VALUE_WIDTH)) {
			this.lines.add(new Line(LABEL.formatted(start), line, important));
			start = "";
		}
	}

	String draw() {
		String frame = this.terminal.canEncode(LINES) ? LINES : ASCII_LINES;
		int width = this.lines.stream().mapToInt(Line::width).max().orElse(0);
		String bar = frame.substring(1, 2);
		String top = frame.charAt(0) + bar + " " + this.terminal.styled(this.title, BOLD) + " "
				+ bar.repeat(width + 1 - TerminalText.width(this.title)) + frame.charAt(2);
		String bottom = frame.charAt(4) + bar.repeat(width + 4) + frame.charAt(5);
		return this.lines.stream()
			.map((line) -> line.draw(this.terminal, frame.charAt(3), width))
			.collect(Collectors.joining("\n", top + "\n", "\n" + bottom));
	}

	private record Line(String label, String value, boolean important) {

		int width() {
			return TerminalText.width(this.label + this.value);
		}

		String draw(Terminal terminal, char side, int width) {
			String shown = this.important ? terminal.styled(this.value, BOLD) : this.value;
			return side + "  " + this.label + shown + " ".repeat(width - width()) + "  " + side;
		}

	}

}
