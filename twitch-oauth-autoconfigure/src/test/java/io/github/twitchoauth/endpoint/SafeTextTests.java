package io.github.twitchoauth.endpoint;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SafeText}.
 */
class SafeTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "\u0000", "\u0007", "\b", "\n", "\r\n", "\t", "\u001b", "\u007f", "\u0085", "\u009b",
			"\u00ad", "\u200b", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069",
			"\ufeff", "\ue000", "\ud800", "\udbff\udfff" })
	void printableWhenUnprintableThenOneBlank(String unprintable) {
		assertThat(SafeText.printable(unprintable + "a" + unprintable + unprintable + "b" + unprintable))
			.isEqualTo("a b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "JLLKTXWJ", "ein Käse", "ログイン", "😀 ok", "a%2Fb" })
	void printableWhenPrintableThenUntouched(String text) {
		assertThat(SafeText.printable(text)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			no abc here abc                 | no *** here ***
			refresh_token=a%25b%2Fc%2Bd&x=1 | refresh_token=***&x=1
			refresh_token=a%25b%2fc%2bd&x=1 | refresh_token=***&x=1
			a%b/c+d is bad                  | *** is bad
			abcdef is bad                   | *** is bad
			""")
	void ofWhenTextHoldsSecretThenMasked(String text, String expected) {
		assertThat(SafeText.of(text, List.of("abc", "a%b/c+d", "abcdef"))).isEqualTo(expected);
	}

	@Test
	void ofWhenSecretIsCutByTheLimitThenMasked() {
		assertThat(SafeText.of("x".repeat(195) + "s3cret-token", List.of("s3cret-token"))).doesNotContain("s3c")
			.endsWith("***");
	}

	@Test
	void ofWhenSecretIsEmptyThenUntouched() {
		assertThat(SafeText.of("invalid client", List.of(""))).isEqualTo("invalid client");
	}

	@Test
	void ofWhenLongThenCut() {
		assertThat(SafeText.of("y".repeat(200), List.of())).isEqualTo("y".repeat(200));
		assertThat(SafeText.of("y".repeat(201), List.of())).isEqualTo("y".repeat(200) + "…");
	}

	@Test
	void ofWhenCutWouldSplitCharacterThenWholeCharacters() {
		assertThat(SafeText.of("y".repeat(199) + "😀".repeat(3), List.of())).isEqualTo("y".repeat(199) + "…");
	}

}
