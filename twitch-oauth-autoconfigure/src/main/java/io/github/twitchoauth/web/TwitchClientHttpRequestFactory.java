package io.github.twitchoauth.web;

import java.net.URI;
import java.util.Set;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.AbstractClientHttpRequestFactoryWrapper;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.util.Assert;

/**
 * Logs requests in to Twitch as {@link TwitchClientHttpRequestInterceptor} does, but
 * below all interceptors, and without another copy of each request. A client that gets
 * another factory is not logged in, see {@link #requireLogin}. Each request must name its
 * account, see {@link TwitchAccount#orDefault()}.
 */
public final class TwitchClientHttpRequestFactory extends AbstractClientHttpRequestFactoryWrapper {

	private static final Set<String> WRAPPERS = Set.of("InterceptingClientHttpRequest",
			"BufferingClientHttpRequestWrapper");

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

	/**
	 * Refuse a request that another factory has made: it would be sent without login. To
	 * be set as initializer of the requests. Where a client has interceptors, Spring does
	 * not show which factory will make the request.
	 * @param request the request
	 */
	public static void requireLogin(ClientHttpRequest request) {
		Assert.state(
				request instanceof AuthorizedClientHttpRequest || WRAPPERS.contains(request.getClass().getSimpleName()),
				"The twitch RestClient has been given another request factory, with which its requests would be sent "
						+ "without login. Build a RestClient with that factory and the interceptor "
						+ "TwitchClientHttpRequestInterceptor instead; in tests, use MockTwitch");
	}

	@Override
	protected ClientHttpRequest createRequest(URI uri, HttpMethod method, ClientHttpRequestFactory requestFactory) {
		return new AuthorizedClientHttpRequest(uri, method, requestFactory, this.calls);
	}

}
