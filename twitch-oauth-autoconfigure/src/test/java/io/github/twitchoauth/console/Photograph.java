package io.github.twitchoauth.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;

/**
 * What a phone's camera sees of a terminal: each cell is two pixels, one above the other,
 * in the colours that the escape sequences ask for.
 */
final class Photograph {

	private static final Pattern STYLED = Pattern.compile("\033\\[([0-9;]*)m|(.)");

	private static final int MARGIN = 6;

	private static final int SCALE = 4;

	private final boolean darkTheme;

	private final List<List<Boolean>> litPixels = new ArrayList<>();

	private boolean foregroundLit;

	private boolean backgroundLit;

	private Photograph(boolean darkTheme) {
		this.darkTheme = darkTheme;
		style("0");
	}

	static LuminanceSource of(String text, boolean darkTheme) {
		Photograph photograph = new Photograph(darkTheme);
		text.lines().forEach(photograph::line);
		return photograph.develop();
	}

	private void line(String line) {
		List<Boolean> upper = new ArrayList<>();
		List<Boolean> lower = new ArrayList<>();
		Matcher matcher = STYLED.matcher(line);
		while (matcher.find()) {
			if (matcher.group(1) != null) {
				style(matcher.group(1));
			}
			else {
				upper.add("█▀#".contains(matcher.group(2)) ? this.foregroundLit : this.backgroundLit);
				lower.add("█▄#".contains(matcher.group(2)) ? this.foregroundLit : this.backgroundLit);
			}
		}
		this.litPixels.add(upper);
		this.litPixels.add(lower);
	}

	private void style(String style) {
		switch (style) {
			case "0" -> colours(this.darkTheme, !this.darkTheme);
			case "38;5;231;48;5;16" -> colours(true, false);
			case "48;5;16" -> colours(this.darkTheme, false);
			case "48;5;231" -> colours(this.darkTheme, true);
			default -> throw new IllegalArgumentException(style);
		}
	}

	private void colours(boolean foregroundLit, boolean backgroundLit) {
		this.foregroundLit = foregroundLit;
		this.backgroundLit = backgroundLit;
	}

	private LuminanceSource develop() {
		int width = SCALE * (this.litPixels.get(0).size() + 2 * MARGIN);
		int height = SCALE * (this.litPixels.size() + 2 * MARGIN);
		int[] pixels = new int[width * height];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = isLit(i % width / SCALE - MARGIN, i / width / SCALE - MARGIN) ? 0xFFFFFF : 0;
		}
		return new RGBLuminanceSource(width, height, pixels);
	}

	private boolean isLit(int x, int y) {
		if (y < 0 || y >= this.litPixels.size() || x < 0 || x >= this.litPixels.get(y).size()) {
			return !this.darkTheme;
		}
		return this.litPixels.get(y).get(x);
	}

}
