package io.github.twitchoauth.docs.clients;

import io.github.twitchoauth.web.TwitchAccount;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

@Component
class HelixCalls {

	private final WebClient helix;

	private final RestClient blockingHelix;

	// tag::clients[]
	HelixCalls(@Qualifier("twitch") WebClient helix, @Qualifier("twitch") RestClient blockingHelix) {
		this.helix = helix;
		this.blockingHelix = blockingHelix;
	}

	Mono<String> whoAmI() {
		return this.helix.get().uri("/users").retrieve().bodyToMono(String.class);
	}

	String whoIs(String account) {
		return this.blockingHelix.get()
			.uri("/users")
			.attributes(TwitchAccount.account(account))
			.retrieve()
			.body(String.class);
	}
	// end::clients[]

}
