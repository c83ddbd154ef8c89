package io.github.twitchoauth.web;

import java.net.URI;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.AbstractClientHttpRequestFactoryWrapper;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Logs requests in to Twitch as {@link TwitchClientHttpRequestInterceptor} does, but
 * below all interceptors, and without another copy of each request. A client that gets
 * another factory is not logged in. Each request must name its account, see
 * {@link TwitchAccount#orDefault()}.
 */
public final class TwitchClientHttpRequestFactory extends AbstractClientHttpRequestFactoryWrapper {

	private final BlockingCalls calls;

	/**
	 * Create a factory.
	 * @param requestFactory makes the requests, and does not follow redirects
	 * @param authorization logs them in
	 */
	public TwitchClientHttpRequestFactory(ClientHttpRequestFactory requestFactory, HelixAuthorization authorization) {
		super(requestFactory);
		this.calls = new BlockingCalls(authorization);
	}

	@Override
	protected ClientHttpRequest createRequest(URI uri, HttpMethod method, ClientHttpRequestFactory requestFactory) {
		return new AuthorizedClientHttpRequest(uri, method, requestFactory, this.calls);
	}

}
