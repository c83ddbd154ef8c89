package io.github.twitchoauth.test.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in whose place nothing can be written.
 */
final class BlockedFile {

	private BlockedFile() {
	}

	/**
	 * Put a directory in place of a file.
	 * @param file the file
	 * @return puts the file back
	 */
	static Runnable block(Path file) {
		Path aside = file.resolveSibling("aside");
		run(() -> {
			Files.move(file, aside);
			Files.createDirectory(file);
		});
		return () -> run(() -> {
			Files.delete(file);
			Files.move(aside, file);
		});
	}

	private static void run(Action action) {
		try {
			action.run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private interface Action {

		void run() throws IOException;

	}

}
