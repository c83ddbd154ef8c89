package io.github.twitchoauth.web;

import java.io.IOException;

import io.github.twitchoauth.lifecycle.Blocking;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * A request of a {@code RestClient} with a token, repeated if need be. It is apart from
 * {@link TwitchClientHttpRequestInterceptor} also because Spring looks through the
 * methods of that, a bean, when the application starts.
 */
final class RestClientExchange {

	private static final Log logger = LogFactory.getLog(TwitchClientHttpRequestInterceptor.class);

	private final HelixCalls calls;

	private final FollowedRedirects followedRedirects;

	private final HttpRequest request;

	private final byte[] body;

	private final ClientHttpRequestExecution execution;

	RestClientExchange(HelixCalls calls, FollowedRedirects followedRedirects, HttpRequest request, byte[] body,
			ClientHttpRequestExecution execution) {
		this.calls = calls;
		this.followedRedirects = followedRedirects;
		this.request = request;
		this.body = body;
		this.execution = execution;
	}

	static boolean isUnderWay(HttpRequest request) {
		return AuthorizedRequest.isAround(request);
	}

	ClientHttpResponse start() throws IOException {
		requireThreadThatMayBlock();
		this.followedRedirects.refuse(this.execution);
		if (this.request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
			logger.debug("The request's own header Authorization is replaced");
		}
		return send(Blocking
			.await(this.calls.first(TwitchAccount.of(this.request.getAttributes()), this.request.getURI())));
	}

	private static void requireThreadThatMayBlock() {
		if (Schedulers.isInNonBlockingThread()) {
			throw new IllegalStateException("A blocking HTTP client was called on thread '"
					+ Thread.currentThread().getName() + "', which must not be blocked. Use a WebClient there");
		}
	}

	private ClientHttpResponse send(HelixCall call) throws IOException {
		ClientHttpResponse response = exchange(call);
		Redirect redirect = Redirect.of(response.getStatusCode(), response.getHeaders());
		if (redirect != null) {
			Blocking.await(ReadResponse.of(response)).close();
			throw redirect.exception(this.request.getURI());
		}
		if (!HelixAnswer.concerns(response.getStatusCode())) {
			return response;
		}
		ReadResponse read = Blocking.await(ReadResponse.of(response));
		HelixCall next = next(call, read);
		return (next != null) ? send(next) : read;
	}

	private ClientHttpResponse exchange(HelixCall call) throws IOException {
		try {
			ClientHttpResponse response = this.execution.execute(new AuthorizedRequest(this.request, call), this.body);
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
			HelixCall next = Blocking.await(this.calls.next(call, answer).singleOptional()).orElse(null);
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
