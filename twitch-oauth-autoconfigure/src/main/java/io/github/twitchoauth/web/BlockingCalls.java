package io.github.twitchoauth.web;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.Assert;

/**
 * Makes calls that are logged in, on threads that may block.
 */
final class BlockingCalls {

	private final HelixAuthorization authorization;

	BlockingCalls(HelixAuthorization authorization) {
		this.authorization = authorization;
	}

	/**
	 * Make a call, again if necessary.
	 * @param uri where it goes
	 * @param attributes name the account
	 * @param call the call
	 * @return the response
	 * @throws IOException if the call does
	 */
	ClientHttpResponse execute(URI uri, Map<String, Object> attributes, Call call) throws IOException {
		if (Schedulers.isInNonBlockingThread()) {
			throw new IllegalStateException("A blocking HTTP client was called on thread '"
					+ Thread.currentThread().getName() + "', which must not be blocked. Use a WebClient there");
		}
		Attempt first = this.authorization.first(TwitchAccount.of(attributes), uri).block();
		Assert.state(first != null, "There is neither a token nor an error");
		return send(uri, call, first);
	}

	private ClientHttpResponse send(URI uri, Call call, Attempt attempt) throws IOException {
		ClientHttpResponse response = call.send(attempt);
		requireNoRedirect(uri, response);
		if (!HelixAnswer.concerns(response.getStatusCode())) {
			return response;
		}
		ReadResponse read = ReadResponse.of(response);
		Attempt next = next(attempt, read);
		return (next != null) ? send(uri, call, next) : read;
	}

	private static void requireNoRedirect(URI uri, ClientHttpResponse response) throws IOException {
		Redirect redirect = Redirect.of(response.getStatusCode(), response.getHeaders());
		if (redirect != null) {
			ReadResponse.of(response).close();
			throw redirect.exception(uri);
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
	 * A call, which can be made any number of times.
	 */
	interface Call {

		/**
		 * Make the call.
		 * @param attempt has the token
		 * @return the response
		 * @throws IOException if there is none
		 */
		ClientHttpResponse send(Attempt attempt) throws IOException;

	}

}
