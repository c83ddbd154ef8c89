package io.github.twitchoauth.web;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.reactive.function.client.support.ClientResponseWrapper;

/**
 * A refusal whose exception says more than its status does.
 */
final class ExplainedResponse extends ClientResponseWrapper {

	private final HelixAnswer answer;

	ExplainedResponse(ClientResponse response, HelixAnswer answer) {
		super(response);
		this.answer = answer;
	}

	@Override
	public Mono<WebClientResponseException> createException() {
		return super.createException().map(this::explained);
	}

	@Override
	public <T> Mono<T> createError() {
		return createException().flatMap(Mono::error);
	}

	private WebClientResponseException explained(WebClientResponseException ex) {
		return WebClientResponseException.create(ex.getStatusCode(), this.answer.statusText(ex.getStatusText()),
				ex.getHeaders(), ex.getResponseBodyAsByteArray(), null, ex.getRequest());
	}

}
