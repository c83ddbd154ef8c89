package io.github.twitchoauth.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.Assert;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * A request that is sent with a token, and again with another one if necessary. Its
 * headers do not show the token.
 */
final class AuthorizedClientHttpRequest implements ClientHttpRequest {

	private final URI uri;

	private final HttpMethod method;

	private final ClientHttpRequestFactory requestFactory;

	private final BlockingCalls calls;

	private final HttpHeaders headers = new HttpHeaders();

	private final Map<String, Object> attributes = new HashMap<>();

	private @Nullable FastByteArrayOutputStream body;

	/**
	 * Create a request.
	 * @param uri where it goes
	 * @param method the method
	 * @param requestFactory makes the requests that are sent
	 * @param calls log them in
	 */
	AuthorizedClientHttpRequest(URI uri, HttpMethod method, ClientHttpRequestFactory requestFactory,
			BlockingCalls calls) {
		this.uri = uri;
		this.method = method;
		this.requestFactory = requestFactory;
		this.calls = calls;
	}

	@Override
	public HttpMethod getMethod() {
		return this.method;
	}

	@Override
	public URI getURI() {
		return this.uri;
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	// Kept for the repetition.
	@Override
	public OutputStream getBody() {
		if (this.body == null) {
			this.body = new FastByteArrayOutputStream();
		}
		return this.body;
	}

	// Without it the wrong account could be taken.
	@Override
	public ClientHttpResponse execute() throws IOException {
		Assert.state(this.attributes.containsKey(TwitchAccount.ATTRIBUTE),
				() -> "The request attribute '" + TwitchAccount.ATTRIBUTE + "' has been lost on the way. "
						+ "Spring's bufferContent() does that where there is no interceptor: leave it out, or add one");
		return this.calls.execute(this.uri, this.attributes, this::send);
	}

	private ClientHttpResponse send(Attempt attempt) throws IOException {
		ClientHttpRequest request = this.requestFactory.createRequest(this.uri, this.method);
		request.getHeaders().putAll(this.headers);
		attempt.authorize(request.getHeaders());
		// All but the account, which nobody further down asks for.
		if (this.attributes.size() > 1) {
			request.getAttributes().putAll(this.attributes);
		}
		if (this.body != null) {
			write(this.body, request);
		}
		return request.execute();
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
