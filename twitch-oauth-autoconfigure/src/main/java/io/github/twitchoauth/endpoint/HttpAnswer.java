package io.github.twitchoauth.endpoint;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * A whole HTTP answer.
 */
record HttpAnswer(int status, HttpHeaders headers, byte[] body) {

	private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

	boolean isSuccess() {
		return this.status >= 200 && this.status < 300;
	}

	// Whether the status is one with which a server refuses for good. The others in the
	// 4xx range ask to come back later.
	boolean isRefusal() {
		return this.status >= 400 && this.status < 500 && this.status != 408 && this.status != 425
				&& this.status != 429;
	}

	boolean isHtml() {
		try {
			MediaType contentType = this.headers.getContentType();
			return contentType != null && contentType.isCompatibleWith(MediaType.TEXT_HTML);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	@Nullable Duration retryAfter(Clock clock) {
		String value = this.headers.getFirst(HttpHeaders.RETRY_AFTER);
		Duration duration = (value != null) ? parse(value.strip(), clock.instant()) : null;
		if (duration == null || duration.isNegative() || duration.isZero()) {
			return null;
		}
		return (duration.compareTo(LONGEST_RETRY_AFTER) < 0) ? duration : LONGEST_RETRY_AFTER;
	}

	@Override
	public String toString() {
		return "HttpAnswer[status=" + this.status + ", length=" + this.body.length + "]";
	}

	private static @Nullable Duration parse(String value, Instant now) {
		try {
			if (value.chars().allMatch((character) -> character >= '0' && character <= '9')) {
				return (value.length() < 10) ? Duration.ofSeconds(Long.parseLong(value)) : LONGEST_RETRY_AFTER;
			}
			return Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
		}
		catch (DateTimeException | NumberFormatException ex) {
			return null;
		}
	}

}
