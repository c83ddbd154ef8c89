package io.github.twitchoauth.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A stream that tests can read, as a terminal and as a file.
 */
final class Screen {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final List<String> calls = new ArrayList<>();

	private final Charset charset;

	private final PrintStream out;

	private Screen(Charset charset) {
		this.charset = charset;
		this.out = new PrintStream(this.bytes, true, charset) {

			@Override
			public void println(@Nullable String text) {
				Screen.this.calls.add(String.valueOf(text));
				super.println(text);
			}

		};
	}

	static Screen utf8() {
		return new Screen(StandardCharsets.UTF_8);
	}

	static Screen ascii() {
		return new Screen(StandardCharsets.US_ASCII);
	}

	Terminal terminal() {
		return new Terminal(() -> this.out, this.charset, true, false);
	}

	Terminal terminal(int columns) {
		return new Terminal(() -> this.out, this.charset, true, false, () -> columns, false);
	}

	Terminal eastAsianTerminal() {
		return new Terminal(() -> this.out, this.charset, true, false, () -> 80, true);
	}

	Terminal file() {
		return new Terminal(() -> this.out, this.charset, false, false);
	}

	String text() {
		return this.bytes.toString(this.charset);
	}

	List<String> calls() {
		return this.calls;
	}

}
