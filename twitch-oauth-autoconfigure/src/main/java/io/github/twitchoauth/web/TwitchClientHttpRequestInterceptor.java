package io.github.twitchoauth.web;

import java.io.IOException;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.util.Assert;

/**
 * Logs requests of a {@code RestClient} in to Twitch, as
 * {@link TwitchExchangeFilterFunction} does those of a {@code WebClient}. The thread is
 * blocked while a token is refreshed or the rate limit is waited for.
 * <p>
 * Add it last, so that no other interceptor sees the token or changes the request's
 * destination, and to a client that does not follow redirects.
 *
 * @see TwitchAccount
 */
public final class TwitchClientHttpRequestInterceptor implements ClientHttpRequestInterceptor {

	private final HelixAuthorization authorization;

	public TwitchClientHttpRequestInterceptor(HelixAuthorization authorization) {
		this.authorization = authorization;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		if (Schedulers.isInNonBlockingThread()) {
			throw new IllegalStateException("A blocking HTTP client was called on thread '"
					+ Thread.currentThread().getName() + "', which must not be blocked. Use a WebClient there");
		}
		String account = TwitchAccount.of(request.getAttributes());
		Attempt first = this.authorization.first(account, request.getURI()).block();
		Assert.state(first != null, "There is neither a token nor an error");
		return send(request, body, execution, first);
	}

	private ClientHttpResponse send(HttpRequest request, byte[] body, ClientHttpRequestExecution execution,
			Attempt attempt) throws IOException {
		ClientHttpResponse response = execution.execute(new AuthorizedRequest(request, attempt), body);
		requireNoRedirect(request, response);
		if (!HelixAnswer.concerns(response.getStatusCode())) {
			return response;
		}
		ReadResponse read = ReadResponse.of(response);
		Attempt next = next(attempt, read);
		return (next != null) ? send(request, body, execution, next) : read;
	}

	private static void requireNoRedirect(HttpRequest request, ClientHttpResponse response) throws IOException {
		Redirect redirect = Redirect.of(response.getStatusCode(), response.getHeaders());
		if (redirect != null) {
			response.close();
			throw redirect.exception(request.getURI());
		}
	}

	// Null if the caller gets the response. Otherwise it is closed.
	private @Nullable Attempt next(Attempt attempt, ReadResponse response) throws IOException {
		HelixAnswer answer = response.answer();
		if (answer == null) {
			return null;
		}
		boolean passedOn = false;
		try {
			Attempt next = this.authorization.next(attempt, answer).block();
			passedOn = (next == null);
			return next;
		}
		finally {
			if (!passedOn) {
				response.close();
			}
		}
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
