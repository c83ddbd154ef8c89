package io.github.twitchoauth.console;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The keyboard of the person in front of the terminal, as long as the application does
 * not read it by itself.
 */
final class StandardInput {

	private final Supplier<InputStream> in;

	private final BooleanSupplier readByOthers;

	StandardInput(Supplier<InputStream> in, BooleanSupplier readByOthers) {
		this.in = in;
		this.readByOthers = readByOthers;
	}

	static StandardInput ofProcess() {
		return new StandardInput(() -> System.in, StandardInput::isRead);
	}

	// Java does not tell whether another thread reads the input, so this looks for a
	// thread that is inside this method.
	private static boolean isRead() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.flatMap(Arrays::stream)
			.anyMatch((frame) -> frame.getClassName().equals(FileInputStream.class.getName())
					&& frame.getMethodName().startsWith("read"));
	}

	boolean isFree() {
		return !this.readByOthers.getAsBoolean();
	}

	/**
	 * Take what has been typed, without waiting for more.
	 * @return whether a line was there
	 */
	boolean takeLine() {
		try {
			InputStream in = this.in.get();
			return in.available() > 0 && in.readNBytes(in.available()).length > 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
