package io.github.twitchoauth.docs.clients;

import io.github.twitchoauth.web.TwitchExchangeFilterFunction;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

@Component
class OwnClient {

	private final WebClient client;

	private final WebClient derived;

	// tag::own[]
	OwnClient(TwitchExchangeFilterFunction twitch, @Qualifier("twitch") WebClient helix) {
		this.client = WebClient.builder().baseUrl("https://api.twitch.tv/helix").filter(twitch).build();
		this.derived = helix.mutate().defaultHeader("Accept-Language", "de").build();
	}
	// end::own[]

	WebClient client() {
		return this.client;
	}

	WebClient derived() {
		return this.derived;
	}

}
