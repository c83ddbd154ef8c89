package io.github.twitchoauth.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalTests {

	@Test
	void supportsAnsiWhenTerminalTypeIsKnownThenReturnsTrue() {
		assertThat(Terminal.supportsAnsi(Map.of("TERM", "xterm-256color"), "Linux")).isTrue();
	}

	@Test
	void supportsAnsiWhenTerminalTypeIsDumbOrUnknownThenReturnsFalse() {
		assertThat(Terminal.supportsAnsi(Map.of("TERM", "dumb"), "Linux")).isFalse();
		assertThat(Terminal.supportsAnsi(Map.of(), "Mac OS X")).isFalse();
	}

	@Test
	void supportsAnsiWhenColoursAreUnwantedThenReturnsFalse() {
		assertThat(Terminal.supportsAnsi(Map.of("TERM", "xterm", "NO_COLOR", "1"), "Linux")).isFalse();
		assertThat(Terminal.supportsAnsi(Map.of("NO_COLOR", "1"), "Windows 11")).isFalse();
	}

	@Test
	void supportsAnsiWhenWindowsThenDependsOnVersionAndTerminal() {
		assertThat(Terminal.supportsAnsi(Map.of(), "Windows 11")).isTrue();
		assertThat(Terminal.supportsAnsi(Map.of("TERM", "xterm"), "Windows 10")).isFalse();
		assertThat(Terminal.supportsAnsi(Map.of("WT_SESSION", "1"), "Windows 10")).isTrue();
	}

	@Test
	void standardOutputWhenReplacedLaterThenPrintsToTheNewOne() {
		Terminal terminal = Terminal.standardOutput();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		PrintStream before = System.out;
		System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
		try {
			terminal.print("hello");
		}
		finally {
			System.setOut(before);
		}
		assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("hello\n");
	}

	@Test
	void canEncodeWhenCharsetLacksTheCharactersThenReturnsFalse() {
		assertThat(Screen.ascii().terminal().canEncode("█")).isFalse();
		assertThat(Screen.utf8().terminal().canEncode("█")).isTrue();
	}

	@Test
	void styledWhenWithoutColoursThenLeavesTextAlone() {
		Terminal terminal = Screen.utf8().terminal();
		assertThat(terminal.styled("text", "1")).isEqualTo("text");
		assertThat(terminal.withAnsi(true).styled("text", "1")).isEqualTo("\033[1mtext\033[0m");
	}

}
