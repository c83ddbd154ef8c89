package io.github.twitchoauth.console;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * {@link QrEncoder} on ZXing. Error correction is at its lowest: a screen is neither
 * dirty nor torn, and the code stays small.
 */
public final class ZxingQrEncoder implements QrEncoder {

	@Override
	public boolean[][] encode(String text) {
		try {
			return modules(Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix());
		}
		catch (WriterException ex) {
			return new boolean[0][];
		}
	}

	private static boolean[][] modules(ByteMatrix matrix) {
		boolean[][] modules = new boolean[matrix.getHeight()][matrix.getWidth()];
		for (int y = 0; y < matrix.getHeight(); y++) {
			for (int x = 0; x < matrix.getWidth(); x++) {
				modules[y][x] = matrix.get(x, y) == 1;
			}
		}
		return modules;
	}

}
