package io.github.twitchoauth.web;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateLimit}.
 */
class RateLimitTests {

	private static final Instant NOW = Instant.ofEpochSecond(1_000_000, 250_000_000);

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			0   | 1000010              | -    | PT9.75S  | true
			-   | 1000010              | 3    | PT9.75S  | true
			0   | 999000               | -    | PT1S     | true
			0   | 99999999999999999    | -    | PT24H    | true
			0   | -99999999999999999   | -    | PT1S     | true
			7   | 1000010              | -    | PT1S     | false
			7   | 1000010              | 5    | PT5S     | false
			0   | -                    | 5    | PT5S     | false
			-   | soon                 | -    | PT1S     | false
			-   | -                    | -    | PT1S     | false
			-   | -                    | 0    | PT1S     | false
			-   | -                    | -5   | PT1S     | false
			-   | -                    | 99999999999  | PT24H | false
			-   | -                    | later | PT1S    | false
			-   | -                    | 'Mon, 12 Jan 1970 13:46:50 GMT' | PT9.75S | false
			""")
	void ofWhenHeadersAreSetThenTellsWhenToTryAgain(String remaining, String reset, String retryAfter,
			Duration expected, boolean wholeClient) {
		HttpHeaders headers = new HttpHeaders();
		set(headers, "Ratelimit-Remaining", remaining);
		set(headers, "Ratelimit-Reset", reset);
		set(headers, "Retry-After", retryAfter);
		assertThat(RateLimit.of(headers, NOW)).isEqualTo(new RateLimit(expected, wholeClient));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			Mon, 12 Jan 1970 13:56:40 GMT | 1000610 | -                             | PT10S
			Mon, 12 Jan 1970 13:36:40 GMT | 999410  | -                             | PT10S
			Mon, 12 Jan 1970 13:56:40 GMT | -       | Mon, 12 Jan 1970 13:56:47 GMT | PT7S
			Mon, 12 Jan 1970 13:56:40 GMT | -       | 5                             | PT5S
			yesterday                     | 1000010 | -                             | PT9.75S
			""")
	void ofWhenServerTellsTheTimeThenItsClockCounts(String date, String reset, String retryAfter, Duration expected) {
		HttpHeaders headers = new HttpHeaders();
		set(headers, "Date", date);
		set(headers, "Ratelimit-Reset", reset);
		set(headers, "Retry-After", retryAfter);
		assertThat(RateLimit.of(headers, NOW).retryAfter()).isEqualTo(expected);
	}

	private static void set(HttpHeaders headers, String name, String value) {
		if (value != null) {
			headers.set(name, value);
		}
	}

}
