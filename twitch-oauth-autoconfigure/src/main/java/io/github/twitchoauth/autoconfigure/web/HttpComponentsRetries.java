package io.github.twitchoauth.autoconfigure.web;

import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;

/**
 * Keeps Apache HttpComponents from answering 429 and 503 with a repetition of its own: it
 * does not know of Twitch's rate limit, and nobody would learn of the first answer.
 */
final class HttpComponentsRetries extends DefaultHttpRequestRetryStrategy {

	private HttpComponentsRetries() {
	}

	@Override
	public boolean retryRequest(@Nullable HttpResponse response, int executions, @Nullable HttpContext context) {
		return false;
	}

	static ClientHttpRequestFactoryBuilder<?> disableInRequestFactory(ClientHttpRequestFactoryBuilder<?> builder) {
		return (builder instanceof HttpComponentsClientHttpRequestFactoryBuilder httpComponents) ? httpComponents
			.withHttpClientCustomizer((client) -> client.setRetryStrategy(new HttpComponentsRetries())) : builder;
	}

	static ClientHttpConnectorBuilder<?> disableInConnector(ClientHttpConnectorBuilder<?> builder) {
		return (builder instanceof HttpComponentsClientHttpConnectorBuilder httpComponents) ? httpComponents
			.withHttpClientCustomizer((client) -> client.setRetryStrategy(new HttpComponentsRetries())) : builder;
	}

}
