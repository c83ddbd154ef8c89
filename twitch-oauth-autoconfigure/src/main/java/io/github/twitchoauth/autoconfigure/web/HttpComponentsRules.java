package io.github.twitchoauth.autoconfigure.web;

import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/**
 * {@link ConnectionRules} for Apache HttpComponents, in a class of their own because that
 * is optional. It answers 429 and 503 with a repetition of its own, but does not know of
 * Twitch's rate limit, and the first answer would be lost.
 */
final class HttpComponentsRules {

	private HttpComponentsRules() {
	}

	static void enforce(HttpAsyncClientBuilder httpClient) {
		httpClient.disableRedirectHandling();
		httpClient.setRetryStrategy(new NoRetryOfAnswers());
	}

	static void enforce(HttpClientBuilder httpClient) {
		httpClient.disableRedirectHandling();
		httpClient.setRetryStrategy(new NoRetryOfAnswers());
	}

	// A customizer may have put another client in.
	static void enforce(HttpComponentsClientHttpRequestFactory requestFactory) {
		requestFactory.setHttpClient(new NonRedirectingHttpClient(requestFactory.getHttpClient()));
	}

	private static final class NoRetryOfAnswers extends DefaultHttpRequestRetryStrategy {

		@Override
		public boolean retryRequest(@Nullable HttpResponse response, int executions, @Nullable HttpContext context) {
			return false;
		}

	}

}
