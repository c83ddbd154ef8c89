package io.github.twitchoauth.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * A request that gets a token when it is executed, and is executed again with another one
 * if necessary. Who has it does not get to see the token.
 */
final class AuthorizedClientHttpRequest implements ClientHttpRequest {

	private final ClientHttpRequestFactory requestFactory;

	private final BlockingCalls calls;

	private final ClientHttpRequest first;

	private boolean executed;

	private @Nullable FastByteArrayOutputStream body;

	private @Nullable HttpHeaders headersWithoutToken;

	/**
	 * Create a request.
	 * @param requestFactory makes further ones
	 * @param first the request to execute first
	 * @param calls log it in
	 */
	AuthorizedClientHttpRequest(ClientHttpRequestFactory requestFactory, ClientHttpRequest first, BlockingCalls calls) {
		this.requestFactory = requestFactory;
		this.first = first;
		this.calls = calls;
	}

	@Override
	public HttpMethod getMethod() {
		return this.first.getMethod();
	}

	@Override
	public URI getURI() {
		return this.first.getURI();
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.first.getAttributes();
	}

	@Override
	public HttpHeaders getHeaders() {
		if (!this.executed) {
			return this.first.getHeaders();
		}
		if (this.headersWithoutToken == null) {
			HttpHeaders copy = HttpHeaders.copyOf(this.first.getHeaders());
			copy.remove(HttpHeaders.AUTHORIZATION);
			this.headersWithoutToken = HttpHeaders.readOnlyHttpHeaders(copy);
		}
		return this.headersWithoutToken;
	}

	// Kept for the repetition.
	@Override
	public OutputStream getBody() {
		if (this.body == null) {
			this.body = new FastByteArrayOutputStream();
		}
		return this.body;
	}

	@Override
	public ClientHttpResponse execute() throws IOException {
		return this.calls.execute(getURI(), getAttributes(), this::send);
	}

	private ClientHttpResponse send(Attempt attempt) throws IOException {
		ClientHttpRequest request = this.executed ? copy() : this.first;
		attempt.authorize(request.getHeaders());
		this.executed = true;
		if (this.body != null) {
			write(this.body, request);
		}
		return request.execute();
	}

	private ClientHttpRequest copy() throws IOException {
		ClientHttpRequest copy = this.requestFactory.createRequest(getURI(), getMethod());
		copy.getHeaders().putAll(getHeaders());
		copy.getAttributes().putAll(getAttributes());
		return copy;
	}

	private static void write(FastByteArrayOutputStream body, ClientHttpRequest request) throws IOException {
		if (request.getHeaders().getContentLength() < 0) {
			request.getHeaders().setContentLength(body.size());
		}
		if (request instanceof StreamingHttpOutputMessage streaming) {
			streaming.setBody(body.toByteArray());
		}
		else {
			body.writeTo(request.getBody());
		}
	}

}
