package io.github.twitchoauth.web;

import io.github.twitchoauth.TwitchOAuthException;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

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
		return Mono.defer(
				() -> new WebClientExchange(this.authorization.calls(), this.followedRedirects, request, next).start());
	}

}
