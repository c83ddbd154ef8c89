package io.github.twitchoauth.console;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The keyboard of the person in front of the terminal, unless the application reads it by
 * itself: once it was seen to, what is typed is left to it for good, since it also wants
 * what comes between two of its reads.
 */
final class StandardInput {

	private static final int PROCESS_GROUP = 2;

	private static final int FOREGROUND_GROUP = 5;

	private final Supplier<InputStream> in;

	private final BooleanSupplier readByOthers;

	private final BooleanSupplier inBackground;

	private volatile boolean taken;

	StandardInput(Supplier<InputStream> in, BooleanSupplier readByOthers, BooleanSupplier inBackground) {
		this.in = in;
		this.readByOthers = readByOthers;
		this.inBackground = inBackground;
	}

	static StandardInput ofProcess() {
		return new StandardInput(() -> System.in, StandardInput::isRead,
				() -> isInBackground(Path.of("/proc/self/stat")));
	}

	/**
	 * Return whether a process is in the background of its terminal. Elsewhere than on
	 * Linux there is no such file, and no telling.
	 * @param stat how the process is doing, see proc(5)
	 * @return whether another process group than its own is in the foreground
	 */
	static boolean isInBackground(Path stat) {
		try {
			String status = Files.readString(stat);
			// The name of the program comes before, and may have spaces and parentheses.
			String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ");
			return !fields[PROCESS_GROUP].equals(fields[FOREGROUND_GROUP]);
		}
		catch (IOException ex) {
			return false;
		}
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
		this.taken = this.taken || this.readByOthers.getAsBoolean();
		return !this.taken;
	}

	/**
	 * Take what has been typed, without waiting for more. A line that another reader may
	 * want is left to it. In the background nothing is read, because the terminal stops a
	 * process that does.
	 * @return whether a line was there
	 */
	boolean takeLine() {
		try {
			InputStream in = this.in.get();
			return in.available() > 0 && isFree() && !this.inBackground.getAsBoolean()
					&& in.readNBytes(in.available()).length > 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
