package io.github.twitchoauth.console;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalTextTests {

	@ParameterizedTest
	@ValueSource(ints = { 0x00, 0x07, 0x08, 0x1B, 0x7F, 0x80, 0x9B, 0x9D, 0xAD, 0x200B, 0x200D, 0x200E, 0x202A, 0x202E,
			0x2060, 0x2066, 0x2069, 0xFEFF, 0xE0041, 0xFE0F, 0x0336, 0x20DD, 0xE000, 0x10FFFF, 0x0378, 0xD800, 0xDFFF })
	void cleanWhenCharacterIsNotPlainlyVisibleThenReplacesIt(int codePoint) {
		assertThat(TerminalText.clean("a" + Character.toString(codePoint) + "b")).isEqualTo("a?b");
	}

	@ParameterizedTest
	@ValueSource(ints = { '\t', '\n', '\r', 0x0B, 0x0C, 0x1C, 0xA0, 0x2003, 0x2028, 0x2029, 0x3000 })
	void cleanWhenCharacterSeparatesThenReplacesItBySpace(int codePoint) {
		assertThat(TerminalText.clean("a" + Character.toString(codePoint) + "b")).isEqualTo("a b");
	}

	@Test
	void cleanWhenTextIsHarmlessThenKeepsIt() {
		String text = "user:read:chat (100 %) Müller 東京 한국어 \uD83D\uDE00 <b>";
		assertThat(TerminalText.clean(text)).isEqualTo(text);
	}

	@Test
	void cleanWhenAccentIsACharacterOfItsOwnThenComposes() {
		assertThat(TerminalText.clean("Mu\u0308ller")).isEqualTo("Müller");
	}

	@Test
	void cleanWhenNullThenReturnsEmpty() {
		assertThat(TerminalText.clean(null)).isEmpty();
	}

	@Test
	void cleanWhenTextIsEndlessThenCutsItVisibly() {
		assertThat(TerminalText.clean("x".repeat(100_000))).hasSize(500).endsWith("xx...");
	}

	@Test
	void widthWhenCharactersAreWideThenCountsTwoColumns() {
		assertThat(TerminalText.width("ab東京\uD83D\uDE00")).isEqualTo(2 + 4 + 2);
	}

	@Test
	void wrapWhenTextFitsThenReturnsOneLine() {
		assertThat(TerminalText.wrap("one two", 7)).containsExactly("one two");
	}

	@Test
	void wrapWhenTextIsLongerThenBreaksAtSpaces() {
		assertThat(TerminalText.wrap("one two three", 8)).containsExactly("one two", "three");
	}

	@Test
	void wrapWhenWordIsLongerThanLineThenBreaksTheWord() {
		assertThat(TerminalText.wrap("a 東京東京 b", 6)).containsExactly("a", "東京東", "京 b");
	}

	@Test
	void wrapWhenEmptyThenReturnsOneEmptyLine() {
		assertThat(TerminalText.wrap("", 5)).containsExactly("");
	}

}
