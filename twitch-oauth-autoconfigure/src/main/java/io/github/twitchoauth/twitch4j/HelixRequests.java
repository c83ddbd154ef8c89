package io.github.twitchoauth.twitch4j;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Begins requests to Helix with the application's {@link WebClient}.
 *
 * @since 0.1.0
 */
public interface HelixRequests {

	/**
	 * Begin a request that is logged in.
	 * @param account the account
	 * @param method the method
	 * @return the request
	 */
	WebClient.RequestBodyUriSpec authorized(String account, HttpMethod method);

	/**
	 * Begin a request that is not logged in.
	 * @param method the method
	 * @return the request
	 */
	WebClient.RequestBodyUriSpec anonymous(HttpMethod method);

}
