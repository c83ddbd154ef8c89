package io.github.twitchoauth.console;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A QR code drawn with characters. The light modules are drawn and the dark ones left
 * blank, which is right on a dark background. On a light one the code comes out inverted,
 * which many scanners cope with, unless colours can be set.
 */
final class QrPicture {

	// Terminal themes redefine the first 16 colours, and never these two of the 256.
	private static final String ON_BLACK = "48;5;16";

	private static final String ON_WHITE = "48;5;231";

	private static final String WHITE_ON_BLACK = "38;5;231;" + ON_BLACK;

	private static final String HALF_BLOCKS = "█▀▄ ";

	private final boolean[][] modules;

	private final Terminal terminal;

	private final boolean blocks;

	private final int quietZone;

	QrPicture(boolean[][] modules, Terminal terminal) {
		this.modules = modules;
		this.terminal = terminal;
		this.blocks = terminal.canDraw(HALF_BLOCKS);
		// The standard asks for four modules, which do not fit at two columns each.
		this.quietZone = this.blocks ? 4 : 2;
	}

	boolean fits(int columns) {
		return size() * (this.blocks ? 1 : 2) <= columns;
	}

	String draw() {
		int rowsPerLine = this.blocks ? 2 : 1;
		return IntStream.range(0, (size() + rowsPerLine - 1) / rowsPerLine)
			.mapToObj((line) -> this.blocks ? halfBlocks(2 * line) : twoColumns(line))
			.collect(Collectors.joining("\n"));
	}

	private String halfBlocks(int y) {
		StringBuilder line = new StringBuilder();
		for (int x = 0; x < size(); x++) {
			line.append(halfBlock(x, y));
		}
		return this.terminal.styled(line.toString(), WHITE_ON_BLACK);
	}

	private char halfBlock(int x, int y) {
		return HALF_BLOCKS.charAt((isDark(x, y) ? 2 : 0) + (isDark(x, y + 1) ? 1 : 0));
	}

	private String twoColumns(int y) {
		StringBuilder line = new StringBuilder();
		for (int x = 0; x < size(); x++) {
			line.append(twoColumns(isDark(x, y)));
		}
		return line.toString();
	}

	private String twoColumns(boolean dark) {
		if (this.terminal.isAnsi()) {
			return this.terminal.styled("  ", dark ? ON_BLACK : ON_WHITE);
		}
		return dark ? "  " : "##";
	}

	private boolean isDark(int x, int y) {
		int row = y - this.quietZone;
		int column = x - this.quietZone;
		return row >= 0 && row < this.modules.length && column >= 0 && column < this.modules.length
				&& this.modules[row][column];
	}

	private int size() {
		return this.modules.length + 2 * this.quietZone;
	}

}
