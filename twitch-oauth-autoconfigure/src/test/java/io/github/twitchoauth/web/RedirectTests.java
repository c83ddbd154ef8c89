package io.github.twitchoauth.web;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Redirect}.
 */
class RedirectTests {

	private static final URI REQUEST = URI.create("https://api.twitch.tv/helix/users?login=a");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			https://evil.example:8443/a/b?token=s3cret#x | 'https://evil.example:8443/a/b'
			https://me:s3cret@evil.example/a             | 'https://***@evil.example/a'
			//evil.example/a?s3cret                      | 'https://evil.example/a'
			/helix/people?s3cret                         | 'https://api.twitch.tv/helix/people'
			people                                       | 'https://api.twitch.tv/helix/people'
			mailto:s3cret@evil.example                   | 'mailto://an unknown host'
			https://evil.example/s3cret\u001b[2J         | an unreadable place
			""", quoteCharacter = '"')
	void exceptionWhenCreatedThenNamesTheTargetWithoutItsQuery(String location, String description) {
		Redirect redirect = Redirect.of(HttpStatusCode.valueOf(302), location(location));
		assertThat(redirect.exception(REQUEST))
			.hasMessageStartingWith("The answer 302 redirects to " + description + ",")
			.hasMessageNotContaining("s3cret")
			.hasMessageContaining("not followed")
			.hasMessageContaining("twitch.oauth.client.helix-uri")
			.hasNoCause();
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 400 })
	void ofWhenStatusIsNoRedirectThenIsNone(int status) {
		assertThat(Redirect.of(HttpStatusCode.valueOf(status), location("https://api.twitch.tv/helix/new"))).isNull();
	}

	@Test
	void ofWhenThereIsNoLocationThenIsNone() {
		assertThat(Redirect.of(HttpStatusCode.valueOf(304), new HttpHeaders())).isNull();
	}

	private static HttpHeaders location(String location) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.LOCATION, location);
		return headers;
	}

}
