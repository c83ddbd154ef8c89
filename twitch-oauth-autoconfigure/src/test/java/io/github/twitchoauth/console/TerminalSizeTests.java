package io.github.twitchoauth.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TerminalSize}.
 */
class TerminalSizeTests {

	// Part of util-linux: gives a process a terminal.
	private static final Path SCRIPT = Path.of("/usr/bin/script");

	@ParameterizedTest
	@CsvSource({ "120, 120", "0, 0", "-5, 0", "wide, 0", "99999, 0", ", 0" })
	void positiveThenReadsWhatCanBeAWidth(String text, int columns) {
		assertThat(TerminalSize.positive(text)).isEqualTo(columns);
	}

	@Test
	void columnsThenIsAlwaysAWidth() {
		assertThat(TerminalSize.columns()).isPositive();
	}

	@ParameterizedTest
	@ValueSource(ints = { 40, 132 })
	@EnabledIf("isScriptThere")
	void columnsWhenOnATerminalThenAreThose(int columns) throws IOException {
		String java = "'" + System.getProperty("java.home") + "/bin/java' -cp '" + System.getProperty("java.class.path")
				+ "' '" + Printer.class.getName() + "'";
		ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "--quiet", "--command",
				"stty cols " + columns + " && " + java, "/dev/null")
			.redirectErrorStream(true);
		builder.environment().remove("COLUMNS");
		Process process = builder.start();
		process.getOutputStream().close();
		assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.contains("Columns: " + columns + "\r\n");
	}

	static boolean isScriptThere() {
		return Files.isExecutable(SCRIPT);
	}

	public static final class Printer {

		private Printer() {
		}

		public static void main(String[] arguments) {
			System.out.println("Columns: " + TerminalSize.columns());
		}

	}

}
