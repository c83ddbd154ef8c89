package io.github.twitchoauth.console;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TerminalSize}.
 */
class TerminalSizeTests {

	@ParameterizedTest
	@CsvSource({ "120, 120", "0, 0", "-5, 0", "wide, 0", "99999, 0", ", 0" })
	void positiveThenReadsWhatCanBeAWidth(String text, int columns) {
		assertThat(TerminalSize.positive(text)).isEqualTo(columns);
	}

	@Test
	void columnsThenIsAlwaysAWidth() {
		assertThat(TerminalSize.columns()).isPositive();
	}

}
