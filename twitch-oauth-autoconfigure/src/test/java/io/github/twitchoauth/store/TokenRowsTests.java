package io.github.twitchoauth.store;

import java.util.List;
import java.util.Set;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TokenRows}.
 */
class TokenRowsTests {

	private static final TokenKey KEY = new TokenKey("client", "bot");

	private static final TwitchToken TOKEN = new TwitchToken("access", "refresh", Set.of(), null, "1", "login",
			"client");

	private final TokenRows rows = new TokenRows(new TokenCodec(TokenCipher.none()));

	@Test
	void writeWhenThereAreUnknownFieldsThenKeepsThem() {
		String written = this.rows.write(KEY, TOKEN, "{\"version\":1,\"accessToken\":\"old\",\"new\":{\"a\":1.50}}");
		assertThat(written).contains("\"new\":{\"a\":1.50}", "\"accessToken\":\"access\"");
		assertThat(this.rows.read(KEY, written)).isEqualTo(TOKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2", "0", "-1", "\"1\"", "null", "1.5" })
	void readWhenVersionIsNotKnownThenSaysSo(String version) {
		assertThatExceptionOfType(TokenStoreException.class)
			.isThrownBy(() -> this.rows.read(KEY, "{\"version\":" + version + ",\"accessToken\":\"s3cret\"}"))
			.withMessageContaining("format version")
			.withMessageNotContaining("s3cret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "s3cret", "[\"s3cret\"]", "{\"s3cret\"", "null" })
	void readWhenMalformedThenFailsWithoutASecret(String document) {
		assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> this.rows.read(KEY, document))
			.withMessageContaining("malformed")
			.withMessageNotContaining("s3cret")
			.withNoCause();
	}

	@Test
	void markTakenOverWhenKeyIsMissingThenMarksAllTheSame() {
		TokenCipher cipher = TokenCipher.ofBase64(List.of("A".repeat(43) + "="));
		TokenRows encrypting = new TokenRows(new TokenCodec(cipher));
		String marked = TokenRows.markTakenOver(encrypting.write(KEY, TOKEN, null), "somebody/1");
		assertThat(encrypting.read(KEY, marked)).isEqualTo(TOKEN.withPossiblySpent(true));
		assertThat(TokenRows.takenOver(marked)).isEqualTo("somebody/1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no JSON", "[1]" })
	void markTakenOverWhenMalformedThenLeavesItAsItIs(String document) {
		assertThat(TokenRows.markTakenOver(document, "somebody/1")).isEqualTo(document);
		assertThat(TokenRows.takenOver(document)).isNull();
	}

	@Test
	void idWhenNamesDifferThenDiffers() {
		assertThat(List.of(new TokenKey("a", "b"), new TokenKey("", "b"), new TokenKey("A", "b"),
				new TokenKey("a", "B"), new TokenKey("ab", "b")))
			.extracting(TokenKey::id)
			.doesNotHaveDuplicates()
			.allSatisfy((id) -> assertThat(id).matches("[0-9a-f]{64}"));
	}

}
