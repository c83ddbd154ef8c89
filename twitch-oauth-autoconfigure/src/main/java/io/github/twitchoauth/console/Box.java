package io.github.twitchoauth.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text with a title, as wide as the terminal allows: in a frame, but without one where
 * nobody would see it as a frame, such as in a file, or where it would leave no room.
 */
final class Box {

	private static final int MAX_COLUMNS = 80;

	private static final int MIN_COLUMNS = 32;

	private static final int FRAME = "|  ".length() + "  |".length();

	private static final String LINES = "┌─┐│└┘";

	private static final String ASCII_LINES = "+-+|++";

	private static final String LABEL = "%-9s";

	private static final int LABEL_WIDTH = LABEL.formatted("").length();

	private static final String BOLD = "1";

	private final Terminal terminal;

	private final String title;

	private final boolean framed;

	private final int maxWidth;

	private final List<Line> lines = new ArrayList<>();

	Box(Terminal terminal, String title) {
		int columns = Math.min(terminal.columns(), MAX_COLUMNS);
		this.terminal = terminal;
		this.framed = terminal.isInteractive() && columns >= MIN_COLUMNS;
		this.maxWidth = this.framed ? columns - FRAME
				: terminal.isInteractive() ? Math.max(columns, 2 * LABEL_WIDTH) : Integer.MAX_VALUE;
		this.title = TerminalText.wrap(title, this.maxWidth).get(0);
	}

	boolean hasRoomFor(String value) {
		return TerminalText.width(value) <= this.maxWidth - LABEL_WIDTH;
	}

	void space() {
		if (this.framed) {
			text("");
		}
	}

	void text(String text) {
		TerminalText.wrap(text, this.maxWidth).forEach((line) -> this.lines.add(new Line("", line, false)));
	}

	void row(String label, String value) {
		row(label, value, false);
	}

	void importantRow(String label, String value) {
		row(label, value, true);
	}

	private void row(String label, String value, boolean important) {
		String start = label;
		for (String line : TerminalText.wrap(value, this.maxWidth - LABEL_WIDTH)) {
			this.lines.add(new Line(LABEL.formatted(start), line, important));
			start = "";
		}
	}

	String draw() {
		return this.framed ? drawFramed()
				: this.lines.stream()
					.map((line) -> line.draw(this.terminal))
					.collect(Collectors.joining("\n", this.terminal.styled(this.title, BOLD) + "\n", ""));
	}

	private String drawFramed() {
		String frame = this.terminal.canDraw(LINES) ? LINES : ASCII_LINES;
		int titleWidth = TerminalText.width(this.title);
		int width = Math.max(titleWidth, this.lines.stream().mapToInt(Line::width).max().orElse(0));
		String bar = frame.substring(1, 2);
		String top = frame.charAt(0) + bar + " " + this.terminal.styled(this.title, BOLD) + " "
				+ bar.repeat(width + 1 - titleWidth) + frame.charAt(2);
		String bottom = frame.charAt(4) + bar.repeat(width + 4) + frame.charAt(5);
		char side = frame.charAt(3);
		return this.lines.stream()
			.map((line) -> side + "  " + line.draw(this.terminal) + " ".repeat(width - line.width()) + "  " + side)
			.collect(Collectors.joining("\n", top + "\n", "\n" + bottom));
	}

	private record Line(String label, String value, boolean important) {

		int width() {
			return TerminalText.width(this.label + this.value);
		}

		String draw(Terminal terminal) {
			return this.label + (this.important ? terminal.styled(this.value, BOLD) : this.value);
		}

	}

}
