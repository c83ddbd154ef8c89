package io.github.twitchoauth.web;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.reactive.function.client.support.ClientResponseWrapper;

/**
 * A response that shows the request {@link WithoutToken}. The copy which that takes is
 * made only for those who ask for the request, or for an exception.
 */
final class TokenlessResponse extends ClientResponseWrapper {

	private final ClientRequest request;

	TokenlessResponse(ClientResponse response, ClientRequest request) {
		super(response);
		this.request = request;
	}

	@Override
	public HttpRequest request() {
		return new WithoutToken(this.request);
	}

	@Override
	public Builder mutate() {
		return response().mutate().request(request());
	}

	@Override
	public Mono<WebClientResponseException> createException() {
		return mutate().build().createException();
	}

	@Override
	public <T> Mono<T> createError() {
		return createException().flatMap(Mono::error);
	}

}
