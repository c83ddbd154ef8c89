package io.github.twitchoauth.endpoint;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.twitchoauth.endpoint.Outcome.Success;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpAnswer}.
 */
class HttpAnswerTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			1                             | PT1S
			120                           | PT2M
			' 5 '                         | PT5S
			007                           | PT7S
			86400                         | PT24H
			86401                         | PT24H
			99999999999999999999999999999 | PT24H
			Thu, 1 Jan 2026 00:01:30 GMT  | PT1M30S
			Thu, 01 Jan 2026 01:00:00 GMT | PT1H
			Fri, 01 Jan 2027 00:00:00 GMT | PT24H
			""")
	void retryAfterWhenSecondsOrDateThenAtMostOneDay(String value, Duration expected) {
		assertThat(retryAfter(value)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "0", "-1", "+1", "1.5", "1s", "soon", "1e9", "٣", "Thu, 01 Jan 2026 00:00:00 GMT",
			"Wed, 31 Dec 2025 23:59:59 GMT", "Mon, 01 Jan 2026 01:00:00 GMT", "Thu, 32 Jan 2026 00:00:00 GMT",
			"2026-01-01T01:00:00Z" })
	void retryAfterWhenPastOrGarbageThenNull(String value) {
		assertThat(retryAfter(value)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			Thu, 01 Jan 2026 03:00:00 GMT  | Thu, 01 Jan 2026 03:00:20 GMT  | PT20S
			Wed, 31 Dec 2025 21:00:00 GMT  | Wed, 31 Dec 2025 21:00:20 GMT  | PT20S
			Thursday, 01-Jan-26 03:00:00 GMT | Thursday, 01-Jan-26 03:00:20 GMT | PT20S
			Thu, 01 Jan 2026 03:00:00 GMT  | Thu, 01 Jan 2026 00:00:20 GMT  | -
			Thu, 01 Jan 2026 03:00:00 GMT  | 20                             | PT20S
			yesterday                      | Thu, 01 Jan 2026 00:00:20 GMT  | PT20S
			""")
	void retryAfterWhenServerTellsTheTimeThenItsClockCounts(String date, String value, Duration expected) {
		HttpHeaders headers = new HttpHeaders();
		headers.add(HttpHeaders.DATE, date);
		headers.add(HttpHeaders.RETRY_AFTER, value);
		assertThat(new HttpAnswer(AnswerFixture.NOW, 429, headers, new byte[0]).retryAfter()).isEqualTo(expected);
	}

	@Test
	void retryAfterWhenMissingThenNull() {
		assertThat(AnswerFixture.answer(429, "").retryAfter()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "text/html, true", "text/html;charset=UTF-8, true", "TEXT/HTML, true", "application/json, false",
			"text/plain, false", "html, false", "'', false" })
	void isHtmlWhenContentTypeThenTold(String contentType, boolean html) {
		HttpAnswer answer = AnswerFixture.answerWithHeader(200, HttpHeaders.CONTENT_TYPE, contentType);
		assertThat(answer.isHtml()).isEqualTo(html);
	}

	@Test
	void isHtmlWhenNoContentTypeThenFalse() {
		assertThat(AnswerFixture.answer(200, "").isHtml()).isFalse();
	}

	@Test
	void toStringWhenHeadersAndBodyHoldSecretsThenNeither() {
		HttpHeaders headers = new HttpHeaders();
		headers.add(HttpHeaders.SET_COOKIE, "session=s3cret");
		headers.add(HttpHeaders.LOCATION, "https://id.example/?token=s3cret");
		HttpAnswer answer = new HttpAnswer(AnswerFixture.NOW, 200, headers, "s3cret".getBytes(StandardCharsets.UTF_8));
		assertThat(new Success<>(answer).toString()).contains("200").doesNotContain("s3cret");
	}

	private static Duration retryAfter(String value) {
		return AnswerFixture.answerWithHeader(429, HttpHeaders.RETRY_AFTER, value).retryAfter();
	}

}
