package io.github.twitchoauth.endpoint;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * A whole HTTP answer. Times in it count from when it was asked for, which is on the safe
 * side. No clock is read once the answer is there: one of the application's own may fail,
 * and the only copy of a token would be lost with it.
 *
 * @param askedAt when the request was made
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body
 */
record HttpAnswer(Instant askedAt, int status, HttpHeaders headers, byte[] body) {

	private static final Pattern FORM_URLENCODED = Pattern.compile("[!-~&&[^<>{}\"]]+");

	private static final List<String> PARAMETERS = List.of("access_token=", "device_code=", "error=");

	boolean isSuccess() {
		return this.status >= 200 && this.status < 300;
	}

	// Servers refuse for good with these statuses. The other ones from 400 to 499 ask the
	// client to come back later.
	boolean isRefusal() {
		return this.status >= 400 && this.status < 500 && this.status != 408 && this.status != 425
				&& this.status != 429;
	}

	boolean isTooManyRequests() {
		return this.status == HttpStatus.TOO_MANY_REQUESTS.value();
	}

	// GitHub answers like this to clients that do not ask for JSON, whatever the content
	// type says.
	boolean isForm() {
		String text = text();
		return FORM_URLENCODED.matcher(text).matches()
				&& PARAMETERS.stream().anyMatch((name) -> text.startsWith(name) || text.contains("&" + name));
	}

	boolean isEmpty() {
		return text().isEmpty();
	}

	private String text() {
		return new String(this.body, StandardCharsets.ISO_8859_1).strip();
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

	// Returns null unless the body begins with a complete JSON object.
	@Nullable JsonBody json() {
		return JsonBody.parse(this.body, this.askedAt);
	}

	@Nullable Duration retryAfter() {
		// Most answers do not have the header, and reading a date takes its time.
		if (!this.headers.containsHeader(HttpHeaders.RETRY_AFTER)) {
			return null;
		}
		return ServerTime.of(this.headers, this.askedAt).retryAfter(this.headers);
	}

	@Override
	public String toString() {
		return "HttpAnswer[status=" + this.status + ", length=" + this.body.length + "]";
	}

}
