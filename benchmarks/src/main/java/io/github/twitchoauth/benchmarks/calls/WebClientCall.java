package io.github.twitchoauth.benchmarks.calls;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.benchmarks.peers.SpringSecurityWebClient;
import org.jspecify.annotations.Nullable;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls by {@code WebClient}.
 */
public class WebClientCall extends HelixCall<WebClient> {

	public WebClientCall() {
		super(WebClientCall::clients);
	}

	private static Clients<WebClient> clients(CallContext context) {
		TwitchToken token = context.token();
		SpringSecurityWebClient security = new SpringSecurityWebClient(context.server());
		security.save(token);
		return new Clients<>(
				builder(context).defaultHeaders((headers) -> headers.setBearerAuth(token.accessToken())).build(),
				context.get("twitchWebClient", WebClient.class), builder(context).filter(security.filter()).build());
	}

	private static WebClient.Builder builder(CallContext context) {
		return context.get("webClientBuilder", WebClient.Builder.class)
			.baseUrl(context.server() + "/helix")
			.defaultHeader("Client-Id", "benchmark");
	}

	@Override
	@Nullable String users(WebClient helix) {
		return helix.get().uri("/users").retrieve().bodyToMono(String.class).block();
	}

}
