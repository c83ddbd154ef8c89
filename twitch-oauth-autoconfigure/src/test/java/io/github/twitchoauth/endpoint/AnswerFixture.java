package io.github.twitchoauth.endpoint;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;

import org.springframework.http.HttpHeaders;

/**
 * Answers as a server would give them, at a time that stands still.
 */
final class AnswerFixture {

	static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	private AnswerFixture() {
	}

	static JsonBody json(String body) {
		return Objects.requireNonNull(JsonBody.parse(body.getBytes(StandardCharsets.UTF_8), NOW),
				"no JSON object: " + body);
	}

	static HttpAnswer answer(int status, String body) {
		return new HttpAnswer(NOW, status, new HttpHeaders(), body.getBytes(StandardCharsets.UTF_8));
	}

	static HttpAnswer answerWithHeader(int status, String name, String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.add(name, value);
		return new HttpAnswer(NOW, status, headers, new byte[0]);
	}

}
