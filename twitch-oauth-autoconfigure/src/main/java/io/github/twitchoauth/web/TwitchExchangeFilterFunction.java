package io.github.twitchoauth.web;

import io.github.twitchoauth.TwitchOAuthException;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Logs requests of a {@code WebClient} in to Twitch. It sets {@code Authorization} and
 * {@code Client-Id}, and deals with refusals:
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
 * Add it last, so that no other filter sees the token or changes the request's
 * destination, and to a client that does not follow redirects. Reactor Netty is kept from
 * it here; the JDK's client takes the token along, to any host.
 *
 * @see TwitchAccount
 */
public final class TwitchExchangeFilterFunction implements ExchangeFilterFunction {

	private final HelixAuthorization authorization;

	public TwitchExchangeFilterFunction(HelixAuthorization authorization) {
		this.authorization = authorization;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.defer(() -> {
			RecordedBody body = new RecordedBody(request.body());
			return this.authorization.first(TwitchAccount.of(request.attributes()), request.url())
				.flatMap((attempt) -> send(request, body, next, attempt))
				.map((response) -> new TokenlessResponse(response, request));
		});
	}

	private Mono<ClientResponse> send(ClientRequest request, RecordedBody body, ExchangeFunction next,
			Attempt attempt) {
		return next.exchange(new AuthorizedClientRequest(request, body, attempt))
			.onErrorMap(WebClientRequestException.class,
					(ex) -> (ex.getCause() instanceof TwitchOAuthException refused) ? refused
							: WithoutToken.exception(ex))
			.flatMap((response) -> received(request, body, next, attempt, response));
	}

	private Mono<ClientResponse> received(ClientRequest request, RecordedBody body, ExchangeFunction next,
			Attempt attempt, ClientResponse response) {
		Redirect redirect = Redirect.of(response.statusCode(), response.headers().asHttpHeaders());
		if (redirect != null) {
			return response.releaseBody()
				.timeout(HelixAnswer.PATIENCE)
				.onErrorComplete()
				.then(Mono.error(() -> redirect.exception(request.url())));
		}
		return HelixAnswer.concerns(response.statusCode())
				? PeekedResponse.of(response).flatMap((peeked) -> judge(request, body, next, attempt, peeked))
				: Mono.just(response);
	}

	private Mono<ClientResponse> judge(ClientRequest request, RecordedBody body, ExchangeFunction next, Attempt attempt,
			PeekedResponse peeked) {
		HelixAnswer answer = peeked.answer();
		if (answer == null) {
			return Mono.just(peeked.response());
		}
		// No use waiting for the chance to send what cannot be sent.
		Attempt last = body.isRepeatable() ? attempt : attempt.withoutPatience();
		return this.authorization.next(last, answer)
			.flatMap((following) -> body.isRepeatable() ? send(request, body, next, following)
					: Mono.error(notRepeatable()))
			.switchIfEmpty(Mono.fromSupplier(peeked::response));
	}

	private static TwitchOAuthException notRepeatable() {
		return new TwitchOAuthException("The token was replaced, but the request cannot be sent again: its body is "
				+ "longer than " + RecordedBody.MAX_SIZE + " bytes, or the answer came before all of it was sent. "
				+ "Make the call again");
	}

}
