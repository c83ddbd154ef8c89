package io.github.twitchoauth.web;

import java.io.IOException;

import io.github.twitchoauth.TwitchUnavailableException;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

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
		if (RestClientExchange.isUnderWay(request)) {
			return execution.execute(request, body);
		}
		return new RestClientExchange(this.authorization.calls(), this.followedRedirects, request, body, execution)
			.start();
	}

}
