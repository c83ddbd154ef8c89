package io.github.twitchoauth.web;

import io.github.twitchoauth.TwitchOAuthException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Logs requests of a {@code WebClient} in to Twitch. It sets {@code Authorization} and
 * {@code Client-Id}, in place of those that a request may have, and deals with refusals:
 * <ul>
 * <li>A dead token is replaced and the request repeated, once.</li>
 * <li>A missing scope is a {@link io.github.twitchoauth.MissingScopeException}, a token
 * of another client a {@link io.github.twitchoauth.ClientConfigurationException}.</li>
 * <li>When the rate limit is used up the request waits, or fails with a
 * {@link io.github.twitchoauth.RateLimitedException} if that takes too long.</li>
 * <li>A redirect is not followed: it is a {@link TwitchOAuthException}.</li>
 * <li>All other responses go to the caller as they are.</li>
 * </ul>
 * A request to another place than {@code twitch.oauth.client.helix-uri} and what is below
 * it fails and is not sent. A request is repeated with the body of the first time; a body
 * longer than 256 KiB cannot be, so that call fails and must be made again.
 * <p>
 * The token is written to the HTTP client's request only, so neither other filters nor
 * exceptions and responses show it. Add this filter last, so that no other one changes
 * the destination or the body of the request. Reactor Netty and Jetty are kept from
 * following redirects; a JDK client that follows them is refused. A filter that is added
 * a second time has no effect.
 *
 * @since 0.1.0
 * @see TwitchAccount
 */
public final class TwitchExchangeFilterFunction implements ExchangeFilterFunction {

	private static final Log logger = LogFactory.getLog(TwitchExchangeFilterFunction.class);

	private final HelixAuthorization authorization;

	private final FollowedRedirects followedRedirects = new FollowedRedirects();

	/**
	 * Create a filter.
	 * @param authorization knows the accounts' tokens and replaces dead ones
	 */
	public TwitchExchangeFilterFunction(HelixAuthorization authorization) {
		this.authorization = authorization;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		if (request.body() instanceof AuthorizedBody) {
			return next.exchange(request);
		}
		return Mono.defer(() -> {
			ReplayableBody body = new ReplayableBody(request.body());
			return this.authorization.first(TwitchAccount.of(request.attributes()), request.url())
				.flatMap((call) -> send(withoutCredentials(request), body, next, call));
		});
	}

	private static ClientRequest withoutCredentials(ClientRequest request) {
		if (!request.headers().containsHeader(HttpHeaders.AUTHORIZATION)) {
			return request;
		}
		logger.debug("The request's own header Authorization is replaced");
		return ClientRequest.from(request).headers((headers) -> headers.remove(HttpHeaders.AUTHORIZATION)).build();
	}

	private Mono<ClientResponse> send(ClientRequest request, ReplayableBody body, ExchangeFunction next,
			HelixCall call) {
		AuthorizedBody authorized = new AuthorizedBody(body, call, this.authorization::requireCovers,
				() -> this.followedRedirects.refuse(next));
		return next.exchange(ClientRequest.from(request).body(authorized).build())
			.onErrorMap(WebClientRequestException.class,
					(ex) -> (ex.getCause() instanceof TwitchOAuthException refused) ? refused : ex)
			.doFinally((signal) -> call.permit().release())
			.flatMap((response) -> received(request, body, next, call, response));
	}

	private Mono<ClientResponse> received(ClientRequest request, ReplayableBody body, ExchangeFunction next,
			HelixCall call, ClientResponse response) {
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
				? PeekedResponse.of(response).flatMap((peeked) -> judge(request, body, next, call, peeked))
				: Mono.just(response);
	}

	private Mono<ClientResponse> judge(ClientRequest request, ReplayableBody body, ExchangeFunction next,
			HelixCall call, PeekedResponse peeked) {
		HelixAnswer answer = peeked.answer();
		if (answer == null) {
			return Mono.just(peeked.response());
		}
		return this.authorization.next(body.isRepeatable() ? call : call.withoutWaiting(), answer)
			.flatMap((following) -> body.isRepeatable() ? send(request, body, next, following)
					: notRepeatable(following))
			.switchIfEmpty(Mono.fromSupplier(peeked::response));
	}

	private static Mono<ClientResponse> notRepeatable(HelixCall call) {
		call.permit().release();
		return Mono.error(new TwitchOAuthException("The token was replaced, but the request cannot be sent again: its "
				+ "body is longer than " + BodyRecording.MAX_SIZE + " bytes, or the answer came before all of it was "
				+ "sent. Make the call again"));
	}

}
