package io.github.twitchoauth.benchmarks.calls;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.benchmarks.peers.SpringSecurityRestClient;
import org.jspecify.annotations.Nullable;

import org.springframework.web.client.RestClient;

/**
 * Calls by {@code RestClient}.
 */
public class RestClientCall extends HelixCall<RestClient> {

	public RestClientCall() {
		super(RestClientCall::clients);
	}

	private static Clients<RestClient> clients(CallContext context) {
		TwitchToken token = context.token();
		SpringSecurityRestClient security = new SpringSecurityRestClient(context.server());
		security.save(token);
		return new Clients<>(
				builder(context).defaultHeaders((headers) -> headers.setBearerAuth(token.accessToken())).build(),
				context.get("twitchRestClient", RestClient.class),
				builder(context).requestInterceptor(security.interceptor()).build());
	}

	private static RestClient.Builder builder(CallContext context) {
		return context.get("restClientBuilder", RestClient.Builder.class)
			.baseUrl(context.server() + "/helix")
			.defaultHeader("Client-Id", "benchmark");
	}

	@Override
	@Nullable String users(RestClient helix) {
		return helix.get().uri("/users").retrieve().body(String.class);
	}

}
