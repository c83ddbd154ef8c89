package io.github.twitchoauth.benchmarks.calls;

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
		SpringSecurityWebClient security = new SpringSecurityWebClient(context.server());
		security.save(context.token());
		return new Clients<>(bare(context), bare(context), context.get("twitchWebClient", WebClient.class),
				context.getObserved("twitchWebClient", WebClient.class),
				builder(context).filter(security.filter()).build());
	}

	private static WebClient bare(CallContext context) {
		return builder(context).defaultHeaders((headers) -> headers.setBearerAuth(context.token().accessToken()))
			.build();
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
