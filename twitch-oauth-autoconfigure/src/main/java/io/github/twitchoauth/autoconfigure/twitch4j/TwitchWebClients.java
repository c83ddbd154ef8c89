package io.github.twitchoauth.autoconfigure.twitch4j;

import java.util.function.Function;

import io.github.twitchoauth.web.TwitchAccount;
import io.github.twitchoauth.web.TwitchExchangeFilterFunction;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * The application's logged-in WebClient, by account.
 */
final class TwitchWebClients implements Function<String, WebClient> {

	// A page of Helix holds a hundred entries.
	private static final int MAX_RESPONSE_SIZE = 16 * 1024 * 1024;

	private final WebClient webClient;

	TwitchWebClients(WebClient webClient) {
		this.webClient = webClient.mutate()
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(MAX_RESPONSE_SIZE))
			.build();
	}

	@Override
	public WebClient apply(String account) {
		return this.webClient.mutate()
			.defaultRequest((request) -> request.attributes(TwitchAccount.account(account)))
			.build();
	}

	WebClient anonymous() {
		return this.webClient.mutate()
			.filters((filters) -> filters.removeIf(TwitchExchangeFilterFunction.class::isInstance))
			.build();
	}

}
