package io.github.twitchoauth.page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccountName}.
 */
class AccountNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "default", "user-4711", "a/b", "..", "~41", "50%", "a;b\\c", "grüße", "🎮", "<b>",
			"discord:1" })
	void decodeWhenEncodedThenIsTheName(String name) {
		String encoded = AccountName.encode(name);
		assertThat(encoded).matches("[A-Za-z0-9_~-]+");
		assertThat(AccountName.decode(encoded)).isEqualTo(name);
	}

	@Test
	void encodeWhenNameIsPlainThenIsTheSame() {
		assertThat(AccountName.encode("user_4711-a")).isEqualTo("user_4711-a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "discord:1", "grüße", "~", "a~zz" })
	void decodeWhenNotEscapedThenIsTheSame(String segment) {
		assertThat(AccountName.decode(segment)).isEqualTo(segment);
	}

}
