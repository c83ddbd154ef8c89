package io.github.twitchoauth.web;

import io.github.twitchoauth.TwitchOAuthException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * A request of a {@code WebClient} with a token, repeated if need be. It is apart from
 * {@link TwitchExchangeFilterFunction} also because Spring looks through the methods of
 * that, a bean, when the application starts.
 */
final class WebClientExchange {

	private static final Log logger = LogFactory.getLog(TwitchExchangeFilterFunction.class);

	private final HelixCalls calls;

	private final FollowedRedirects followedRedirects;

	private final ClientRequest original;

	private final ReplayableBody body;

	private final ExchangeFunction next;

	WebClientExchange(HelixCalls calls, FollowedRedirects followedRedirects, ClientRequest original,
			ExchangeFunction next) {
		this.calls = calls;
		this.followedRedirects = followedRedirects;
		this.original = original;
		this.body = new ReplayableBody(original.body());
		this.next = next;
	}

	Mono<ClientResponse> start() {
		return this.calls.first(TwitchAccount.of(this.original.attributes()), this.original.url())
			.flatMap((call) -> send(withoutCredentials(this.original), call));
	}

	private static ClientRequest withoutCredentials(ClientRequest request) {
		if (!request.headers().containsHeader(HttpHeaders.AUTHORIZATION)) {
			return request;
		}
		logger.debug("The request's own header Authorization is replaced");
		return ClientRequest.from(request).headers((headers) -> headers.remove(HttpHeaders.AUTHORIZATION)).build();
	}

	private Mono<ClientResponse> send(ClientRequest request, HelixCall call) {
		AuthorizedBody authorized = new AuthorizedBody(this.body, call, this.calls::requireCovers,
				() -> this.followedRedirects.refuse(this.next));
		return this.next.exchange(ClientRequest.from(request).body(authorized).build())
			.onErrorMap(WebClientRequestException.class,
					(ex) -> (ex.getCause() instanceof TwitchOAuthException refused) ? refused : ex)
			.doFinally((signal) -> call.permit().release())
			.flatMap((response) -> received(request, call, response));
	}

	private Mono<ClientResponse> received(ClientRequest request, HelixCall call, ClientResponse response) {
		HttpHeaders headers = response.headers().asHttpHeaders();
		call.permit().answered(response.statusCode(), headers);
		call.permit().release();
		Redirect redirect = Redirect.of(response.statusCode(), headers);
		if (redirect != null) {
			return response.releaseBody()
				.timeout(HelixAnswer.BODY_TIMEOUT)
				.onErrorComplete()
				.then(Mono.error(() -> redirect.exception(request.url())));
		}
		return HelixAnswer.concerns(response.statusCode())
				? PeekedResponse.of(response).flatMap((peeked) -> judge(request, call, peeked)) : Mono.just(response);
	}

	private Mono<ClientResponse> judge(ClientRequest request, HelixCall call, PeekedResponse peeked) {
		HelixAnswer answer = peeked.answer();
		if (answer == null) {
			return Mono.just(peeked.response());
		}
		return this.calls.next(this.body.isRepeatable() ? call : call.withoutWaiting(), answer)
			.flatMap((following) -> this.body.isRepeatable() ? send(request, following) : notRepeatable(following))
			.switchIfEmpty(Mono.fromSupplier(peeked::response));
	}

	private static Mono<ClientResponse> notRepeatable(HelixCall call) {
		call.permit().release();
		return Mono.error(new TwitchOAuthException("The token was replaced, but the request cannot be sent again: its "
				+ "body is longer than " + BodyRecording.MAX_SIZE + " bytes, or the answer came before all of it was "
				+ "sent. Make the call again"));
	}

}
