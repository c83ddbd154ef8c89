package io.github.twitchoauth.autoconfigure.twitch4j;

import io.github.twitchoauth.twitch4j.HelixRequests;
import io.github.twitchoauth.web.TwitchAccount;
import io.github.twitchoauth.web.TwitchExchangeFilterFunction;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link HelixRequests} with the {@code twitch} {@link WebClient}.
 */
final class WebClientHelixRequests implements HelixRequests {

	// A page of Helix holds a hundred entries.
	private static final int MAX_RESPONSE_SIZE = 16 * 1024 * 1024;

	private final WebClient authorized;

	private final WebClient anonymous;

	WebClientHelixRequests(WebClient webClient) {
		this.authorized = webClient.mutate().codecs((codecs) -> {
			codecs.defaultCodecs().maxInMemorySize(MAX_RESPONSE_SIZE);
			codecs.defaultCodecs().enableLoggingRequestDetails(false);
		}).build();
		this.anonymous = this.authorized.mutate()
			.filters((filters) -> filters.removeIf(TwitchExchangeFilterFunction.class::isInstance))
			.build();
	}

	@Override
	public WebClient.RequestBodyUriSpec authorized(String account, HttpMethod method) {
		WebClient.RequestBodyUriSpec request = this.authorized.method(method);
		request.attributes(TwitchAccount.account(account));
		return request;
	}

	@Override
	public WebClient.RequestBodyUriSpec anonymous(HttpMethod method) {
		return this.anonymous.method(method);
	}

}
