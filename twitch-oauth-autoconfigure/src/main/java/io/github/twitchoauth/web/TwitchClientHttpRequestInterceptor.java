package io.github.twitchoauth.web;

import java.io.IOException;

import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.lifecycle.Blocking;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * Logs requests of a {@code RestClient} in to Twitch, as
 * {@link TwitchExchangeFilterFunction} does those of a {@code WebClient}. The thread is
 * blocked while a token is refreshed, the rate limit is waited for or a refusal is read;
 * if it is interrupted then, the call fails with a {@link TwitchUnavailableException} and
 * the thread remains interrupted.
 * <p>
 * Spring holds the whole body of a request in memory for an interceptor, so that it can
 * be repeated whatever its length. Send large bodies with a {@code WebClient}.
 * <p>
 * Add it last, so that no other interceptor sees the token or changes the request's
 * destination, which a warning tells, and to a client that does not follow redirects: one
 * that does is refused if it can be recognized. An interceptor that is added a second
 * time has no effect.
 *
 * @since 0.1.0
 * @see TwitchAccount
 */
public final class TwitchClientHttpRequestInterceptor implements ClientHttpRequestInterceptor {

	private static final Log logger = LogFactory.getLog(TwitchClientHttpRequestInterceptor.class);

	private final HelixAuthorization authorization;

	private final FollowedRedirects followedRedirects = new FollowedRedirects();

	/**
	 * Create an interceptor.
	 * @param authorization knows the accounts' tokens and replaces dead ones
	 */
	public TwitchClientHttpRequestInterceptor(HelixAuthorization authorization) {
		this.authorization = authorization;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		if (AuthorizedRequest.isAround(request)) {
			return execution.execute(request, body);
		}
		requireThreadThatMayBlock();
		this.followedRedirects.refuse(execution);
		if (request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
			logger.debug("The request's own header Authorization is replaced");
		}
		return send(request, body, execution,
				await(this.authorization.first(TwitchAccount.of(request.getAttributes()), request.getURI())));
	}

	private static void requireThreadThatMayBlock() {
		if (Schedulers.isInNonBlockingThread()) {
			throw new IllegalStateException("A blocking HTTP client was called on thread '"
					+ Thread.currentThread().getName() + "', which must not be blocked. Use a WebClient there");
		}
	}

	private ClientHttpResponse send(HttpRequest request, byte[] body, ClientHttpRequestExecution execution,
			HelixCall call) throws IOException {
		ClientHttpResponse response = exchange(request, body, execution, call);
		Redirect redirect = Redirect.of(response.getStatusCode(), response.getHeaders());
		if (redirect != null) {
			await(ReadResponse.of(response)).close();
			throw redirect.exception(request.getURI());
		}
		if (!HelixAnswer.concerns(response.getStatusCode())) {
			return response;
		}
		ReadResponse read = await(ReadResponse.of(response));
		HelixCall next = next(call, read);
		return (next != null) ? send(request, body, execution, next) : read;
	}

	private static ClientHttpResponse exchange(HttpRequest request, byte[] body, ClientHttpRequestExecution execution,
			HelixCall call) throws IOException {
		try {
			ClientHttpResponse response = execution.execute(new AuthorizedRequest(request, call), body);
			call.permit().answered(response.getStatusCode(), response.getHeaders());
			return response;
		}
		finally {
			call.permit().release();
		}
	}

	// Null if the caller gets the response. Otherwise it is closed.
	private @Nullable HelixCall next(HelixCall call, ReadResponse response) throws IOException {
		HelixAnswer answer = response.answer();
		if (answer == null) {
			return null;
		}
		boolean passedOn = false;
		try {
			HelixCall next = await(this.authorization.next(call, answer).singleOptional()).orElse(null);
			passedOn = (next == null);
			return next;
		}
		finally {
			if (!passedOn) {
				response.close();
			}
		}
	}

	private static <T> T await(Mono<T> result) {
		try {
			return Blocking.await(result);
		}
		catch (RuntimeException ex) {
			if (Exceptions.unwrap(ex) instanceof InterruptedException) {
				Thread.currentThread().interrupt();
				throw new TwitchUnavailableException("The call was interrupted while it waited for a token, for "
						+ "Twitch's rate limit or for the end of a refusal. Make it again if it is still wanted");
			}
			throw ex;
		}
	}

	/**
	 * The request with a token. The original does not get it, because error handlers and
	 * interceptors further out use the original.
	 */
	private static final class AuthorizedRequest extends HttpRequestWrapper {

		private final HttpHeaders headers;

		AuthorizedRequest(HttpRequest request, HelixCall call) {
			super(request);
			this.headers = HttpHeaders.copyOf(request.getHeaders());
			call.authorize(this.headers);
		}

		static boolean isAround(HttpRequest request) {
			return request instanceof AuthorizedRequest
					|| (request instanceof HttpRequestWrapper wrapper && isAround(wrapper.getRequest()));
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

}
