package io.github.twitchoauth.page;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;

/**
 * An answer, whatever server is to send it.
 *
 * @param status the status
 * @param headers the headers
 * @param body the body, empty for none
 * @param events the events to send instead, or {@code null}
 */
record PageResponse(HttpStatus status, HttpHeaders headers, String body,
		@Nullable Flux<ServerSentEvent<String>> events) {

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; "
			+ "img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

	static PageResponse of(HttpStatus status, MediaType type, String body) {
		HttpHeaders headers = safeHeaders();
		headers.setContentType(type);
		return new PageResponse(status, headers, body, null);
	}

	static PageResponse of(Flux<ServerSentEvent<String>> events) {
		return new PageResponse(HttpStatus.OK, safeHeaders(), "", events);
	}

	// The browser goes there with GET, so that reloading repeats nothing.
	static PageResponse seeOther(String location) {
		HttpHeaders headers = safeHeaders();
		headers.setLocation(URI.create(location));
		return new PageResponse(HttpStatus.SEE_OTHER, headers, "", null);
	}

	private static HttpHeaders safeHeaders() {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
		headers.setCacheControl("no-store");
		headers.set("Referrer-Policy", "no-referrer");
		headers.set("X-Content-Type-Options", "nosniff");
		return headers;
	}

}
