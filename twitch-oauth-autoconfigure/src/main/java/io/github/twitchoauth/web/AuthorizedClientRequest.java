package io.github.twitchoauth.web;

import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClientRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * A request with a token and a recorded body. To build another one with
 * {@link ClientRequest#from(ClientRequest)} would take several times as long, for copies
 * that hardly anybody asks for.
 */
final class AuthorizedClientRequest implements ClientRequest {

	private final ClientRequest original;

	private final RecordedBody body;

	private final Attempt attempt;

	private @Nullable HttpHeaders headers;

	/**
	 * Create a request.
	 * @param original the request without token
	 * @param body its body
	 * @param attempt has the token
	 */
	AuthorizedClientRequest(ClientRequest original, RecordedBody body, Attempt attempt) {
		this.original = original;
		this.body = body;
		this.attempt = attempt;
	}

	@Override
	public Mono<Void> writeTo(ClientHttpRequest request, ExchangeStrategies strategies) {
		// Reactor Netty comes back for each redirect that it follows.
		Object nativeRequest = request.getNativeRequest();
		if (nativeRequest instanceof HttpClientRequest nettyRequest && nettyRequest.redirectedFrom().length > 0) {
			return Mono.error(Redirect.followed(String.valueOf(nettyRequest.resourceUrl())));
		}
		// What is set already stays as it is.
		this.attempt.authorize(request.getHeaders());
		return this.body.isRepeatable()
				? ClientRequest.from(this.original).body(this.body).build().writeTo(request, strategies)
				: this.original.writeTo(this.body.record(request), strategies);
	}

	@Override
	public HttpHeaders headers() {
		if (this.headers == null) {
			this.headers = new AuthorizedHeaders(this.original.headers(), this.attempt);
		}
		return this.headers;
	}

	@Override
	public BodyInserter<?, ? super ClientHttpRequest> body() {
		return this.body;
	}

	@Override
	public HttpMethod method() {
		return this.original.method();
	}

	@Override
	public URI url() {
		return this.original.url();
	}

	@Override
	public MultiValueMap<String, String> cookies() {
		return this.original.cookies();
	}

	@Override
	public Map<String, Object> attributes() {
		return this.original.attributes();
	}

	@Override
	public @Nullable Consumer<ClientHttpRequest> httpRequest() {
		return this.original.httpRequest();
	}

	@Override
	public String logPrefix() {
		return this.original.logPrefix();
	}

}
