package io.github.twitchoauth.page;

import io.github.twitchoauth.console.QrEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A link as a QR code that needs no further request.
 */
final class QrSvg {

	// The QR standard asks for a margin of four modules.
	private static final int QUIET_ZONE = 4;

	private final @Nullable QrEncoder encoder;

	QrSvg(@Nullable QrEncoder encoder) {
		this.encoder = encoder;
	}

	String figure(String link) {
		boolean[][] modules = (this.encoder != null) ? this.encoder.encode(link) : new boolean[0][];
		if (modules.length == 0) {
			return "";
		}
		int size = modules.length + 2 * QUIET_ZONE;
		return """
				<figure><svg viewBox="0 0 %d %1$d" role="img" aria-label="The link as a QR code">\
				<path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path stroke="#000" d="%s"/></svg>
				<figcaption>Or scan this with a phone.</figcaption></figure>
				""".formatted(size, path(modules));
	}

	// Each line is drawn through the middle of a row.
	private static String path(boolean[][] modules) {
		StringBuilder path = new StringBuilder();
		for (int y = 0; y < modules.length; y++) {
			path.append('M').append(QUIET_ZONE).append(' ').append(y + QUIET_ZONE).append(".5");
			appendRow(path, modules[y]);
		}
		return path.toString();
	}

	private static void appendRow(StringBuilder path, boolean[] row) {
		int x = 0;
		while (x < row.length) {
			boolean dark = row[x];
			int start = x;
			while (x < row.length && row[x] == dark) {
				x++;
			}
			path.append(dark ? "h" : "m").append(x - start).append(dark ? "" : " 0");
		}
	}

}
