package io.github.twitchoauth.endpoint;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonBody}.
 */
class JsonBodyTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "true", "42", "\"text\"", "[]", "[{\"a\":1}]", "{", "{\"a\":", "{\"a\":1",
			"{'a':1}", "<html>{}</html>", "OK", "{\"a\":\"\u0007\"}" })
	void parseWhenNoJsonObjectThenNull(String body) {
		assertThat(JsonBody.parse(body.getBytes(StandardCharsets.UTF_8), AnswerFixture.NOW)).isNull();
	}

	@Test
	void parseWhenNestedTooDeeplyThenNull() {
		String body = "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000);
		assertThat(JsonBody.parse(body.getBytes(StandardCharsets.UTF_8), AnswerFixture.NOW)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<!-- proxy -->", "{\"a\":\"c\"}", "</html>", "x", "\u0000" })
	void parseWhenSomethingFollowsThenReadsTheObject(String rest) {
		assertThat(AnswerFixture.json("{\"a\":\"b\"}" + rest).text("a")).isEqualTo("b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"a\":null}", "{\"a\":1}", "{\"a\":[\"x\"]}", "{\"a\":{}}", "{\"a\":\"\"}",
			"{\"a\":\" \\t\"}" })
	void textWhenNoTextThenNull(String body) {
		assertThat(AnswerFixture.json(body).text("a")).isNull();
	}

	@Test
	void textWhenTextThenUntouched() {
		assertThat(AnswerFixture.json("{\"a\":\" \\u001b%2F+ü \"}").text("a")).isEqualTo(" \u001b%2F+ü ");
	}

	@Test
	void printableWhenControlCharactersThenWithoutThem() {
		assertThat(AnswerFixture.json("{\"a\":\"\\u001b[31mred\\u202e\\n\"}").printable("a")).isEqualTo("[31mred");
	}

	@ParameterizedTest
	@MethodSource
	void scopesWhenShapeIsKnownThenRead(String value, Set<String> scopes) {
		assertThat(AnswerFixture.json("{\"scope\":" + value + "}").scopes("scope")).isEqualTo(scopes);
	}

	static Stream<Arguments> scopesWhenShapeIsKnownThenRead() {
		return Stream.of(Arguments.of("[\"user:read:chat\",\"bits:read\"]", Set.of("user:read:chat", "bits:read")),
				Arguments.of("\"user:read:chat bits:read\"", Set.of("user:read:chat", "bits:read")),
				Arguments.of("\"repo,gist\"", Set.of("repo", "gist")),
				Arguments.of("\"  bits:read  \"", Set.of("bits:read")),
				Arguments.of("[\"a b\",\"a\",\"\"]", Set.of("a", "b")),
				Arguments.of("[\"bits\\u202e:\\u001bread\"]", Set.of("bits", ":", "read")),
				Arguments.of("[]", Set.of()), Arguments.of("\"\"", Set.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"scope\":null}", "{\"scope\":{\"a\":1}}", "{\"scope\":7}", "{\"scope\":true}" })
	void scopesWhenNeitherArrayNorTextThenNull(String body) {
		assertThat(AnswerFixture.json(body).scopes("scope")).isNull();
	}

	@Test
	void scopesWhenArrayHoldsOtherThanTextThenIgnored() {
		assertThat(AnswerFixture.json("{\"scope\":[{\"a\":1},[\"b\"],null,7,\"bits:read\",{}]}").scopes("scope"))
			.containsExactly("bits:read");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			5,                 5000
			5.0,               5000
			2.5,               2500
			1e1,              10000
			'"5"',         5000
			'" 2.5 "',     2500
			""")
	void secondsWhenPositiveThenDuration(String value, long millis) {
		assertThat(AnswerFixture.json("{\"a\":" + value + "}").seconds("a")).isEqualTo(Duration.ofMillis(millis));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "-0.5", "0.0", "1e-12", "-1e300", "1e400", "null", "true", "[5]", "{}", "\"\"",
			"\"five\"", "\"5s\"", "\"NaN\"", "\"Infinity\"", "\"-1e2147483647\"", "\"1e-2147483647\"",
			"\"1e9999999999\"", "-9223372036854775809", "-99999999999999999999999" })
	void secondsWhenNotPositiveThenNull(String value) {
		assertThat(AnswerFixture.json("{\"a\":" + value + "}").seconds("a")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "2147483648", "9223372036854775807", "9223372036854775808", "99999999999999999999999",
			"1e300", "\"99999999999999999999999\"", "\"1e400\"", "\"1e2147483647\"" })
	void secondsWhenHugeThenLongestDuration(String value) {
		assertThat(AnswerFixture.json("{\"a\":" + value + "}").seconds("a"))
			.isEqualTo(Duration.ofSeconds(Integer.MAX_VALUE));
	}

	@Test
	void expiresAtWhenPositiveThenFromTheRequest() {
		assertThat(AnswerFixture.json("{\"expires_in\":1800}").expiresAt())
			.isEqualTo(AnswerFixture.NOW.plusSeconds(1800));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"expires_in\":0}", "{\"expires_in\":-1}", "{\"expires_in\":null}" })
	void expiresAtWhenNotPositiveThenNull(String body) {
		assertThat(AnswerFixture.json(body).expiresAt()).isNull();
	}

}
