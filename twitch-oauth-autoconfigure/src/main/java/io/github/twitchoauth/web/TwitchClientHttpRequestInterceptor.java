package io.github.twitchoauth.web;

import java.io.IOException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * Logs requests of a {@code RestClient} in to Twitch, as
 * {@link TwitchExchangeFilterFunction} does those of a {@code WebClient}. The thread is
 * blocked while a token is refreshed or the rate limit is waited for.
 * <p>
 * Add it last, so that no other interceptor sees the token or changes the request's
 * destination, and to a client that does not follow redirects: an interceptor cannot keep
 * it from that, and the JDK's client takes the token along, to any host. The
 * {@code twitch} {@code RestClient} does without: an interceptor costs Spring another
 * copy of each request.
 *
 * @see TwitchAccount
 * @see TwitchClientHttpRequestFactory
 */
public final class TwitchClientHttpRequestInterceptor implements ClientHttpRequestInterceptor {

	private final BlockingCalls calls;

	public TwitchClientHttpRequestInterceptor(HelixAuthorization authorization) {
		this.calls = new BlockingCalls(authorization);
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		return this.calls.execute(request.getURI(), request.getAttributes(),
				(attempt) -> execution.execute(new AuthorizedRequest(request, attempt), body));
	}

	/**
	 * The request with a token. The original does not get to see it, because that is what
	 * error handlers and interceptors further out have.
	 */
	private static final class AuthorizedRequest extends HttpRequestWrapper {

		private final HttpHeaders headers;

		AuthorizedRequest(HttpRequest request, Attempt attempt) {
			super(request);
			this.headers = HttpHeaders.copyOf(request.getHeaders());
			attempt.authorize(this.headers);
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

}
