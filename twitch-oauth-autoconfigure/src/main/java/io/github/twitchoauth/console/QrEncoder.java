package io.github.twitchoauth.console;

/**
 * Turns text into a QR code. What the console needs of a QR library.
 *
 * @see ZxingQrEncoder
 */
@FunctionalInterface
public interface QrEncoder {

	/**
	 * Encode the given text.
	 * @param text the text, ASCII only
	 * @return the modules by row and column without a quiet zone, {@code true} where
	 * dark; empty if the text is too long for a QR code
	 */
	boolean[][] encode(String text);

}
