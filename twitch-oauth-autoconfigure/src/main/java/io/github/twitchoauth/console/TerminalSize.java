package io.github.twitchoauth.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * How wide the terminal of this process is. The shell's variable is rarely exported, and
 * the JDK does not tell.
 */
final class TerminalSize {

	static final int DEFAULT_COLUMNS = 80;

	private static final File TERMINAL = new File("/dev/tty");

	private TerminalSize() {
	}

	static int columns() {
		int exported = positive(System.getenv().get("COLUMNS"));
		int columns = (exported > 0) ? exported : positive(lastWord(sizeByStty()));
		return (columns > 0) ? columns : DEFAULT_COLUMNS;
	}

	private static String sizeByStty() {
		try {
			return TERMINAL.exists() ? output(new ProcessBuilder("stty", "size").redirectInput(TERMINAL)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start()) : "";
		}
		catch (IOException ex) {
			return "";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "";
		}
	}

	// Destroying a process also closes its output, even if it has ended by itself.
	private static String output(Process process) throws IOException, InterruptedException {
		try {
			return process.waitFor(1, TimeUnit.SECONDS)
					? new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII) : "";
		}
		finally {
			process.destroy();
		}
	}

	private static String lastWord(String size) {
		return size.strip().replaceAll(".*\\s", "");
	}

	static int positive(@Nullable String number) {
		return (number != null && number.matches("[1-9]\\d{0,3}")) ? Integer.parseInt(number) : 0;
	}

}
