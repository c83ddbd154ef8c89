package io.github.twitchoauth.test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is sent back, or how the connection ends instead.
 *
 * @param status the HTTP status
 * @param headers the response headers
 * @param body the body
 * @param delay how long to wait before sending
 * @param breakdown how the connection breaks, or {@code null} if it does not
 */
record Reply(int status, Map<String, String> headers, String body, Duration delay, @Nullable Fault breakdown) {

	static Reply of(int status, String contentType, String body) {
		return new Reply(status, Map.of("Content-Type", contentType), body, Duration.ZERO, null);
	}

	static Reply empty(int status) {
		return new Reply(status, Map.of(), "", Duration.ZERO, null);
	}

	static Reply json(int status, Map<String, ?> body) {
		return of(status, "application/json", JsonMapper.shared().writeValueAsString(body));
	}

	static Reply error(int status, String message) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("status", status);
		body.put("message", message);
		return json(status, body);
	}

	static Reply helixError(int status, String error, String message) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("error", error);
		body.put("status", status);
		body.put("message", message);
		return json(status, body);
	}

	Reply withHeader(String name, String value) {
		Map<String, String> headers = new LinkedHashMap<>(this.headers);
		headers.put(name, value);
		return new Reply(this.status, headers, this.body, this.delay, this.breakdown);
	}

	Reply withDelay(Duration delay) {
		return new Reply(this.status, this.headers, this.body, delay, this.breakdown);
	}

	Reply withBreakdown(Fault breakdown) {
		return new Reply(this.status, this.headers, this.body, this.delay, breakdown);
	}

	ResponseDefinition toResponse() {
		ResponseDefinitionBuilder response = new ResponseDefinitionBuilder().withStatus(this.status);
		this.headers.forEach(response::withHeader);
		if (!this.delay.isZero()) {
			response.withFixedDelay((int) Math.min(this.delay.toMillis(), Integer.MAX_VALUE));
		}
		if (this.breakdown != null) {
			return response.withFault(this.breakdown).build();
		}
		return response.withBody(this.body).build();
	}

	@Override
	public String toString() {
		return "Reply[status=" + this.status + ", breakdown=" + this.breakdown + "]";
	}

}
