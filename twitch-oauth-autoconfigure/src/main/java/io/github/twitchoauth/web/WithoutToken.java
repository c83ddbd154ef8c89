package io.github.twitchoauth.web;

import java.net.URI;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * A request as responses and exceptions show it: those of WebClient carry it along, and
 * error trackers print what they find in an exception.
 */
final class WithoutToken implements HttpRequest {

	private final ClientRequest request;

	private final HttpHeaders headers;

	WithoutToken(ClientRequest request) {
		this.request = request;
		this.headers = HttpHeaders.readOnlyHttpHeaders(withoutToken(request.headers()));
	}

	static WebClientRequestException exception(WebClientRequestException ex) {
		Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
		WebClientRequestException safe = new WebClientRequestException(cause, ex.getMethod(), ex.getUri(),
				withoutToken(ex.getHeaders()));
		safe.setStackTrace(ex.getStackTrace());
		return safe;
	}

	private static HttpHeaders withoutToken(HttpHeaders headers) {
		HttpHeaders copy = HttpHeaders.copyOf(headers);
		copy.remove(HttpHeaders.AUTHORIZATION);
		return copy;
	}

	@Override
	public HttpMethod getMethod() {
		return this.request.method();
	}

	@Override
	public URI getURI() {
		return this.request.url();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.request.attributes();
	}

}
