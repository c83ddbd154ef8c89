package io.github.twitchoauth.benchmarks.calls;

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
		SpringSecurityRestClient security = new SpringSecurityRestClient(context.server());
		security.save(context.token());
		return new Clients<>(bare(context), bare(context), context.get("twitchRestClient", RestClient.class),
				context.getObserved("twitchRestClient", RestClient.class),
				builder(context).requestInterceptor(security.interceptor()).build());
	}

	private static RestClient bare(CallContext context) {
		return builder(context).defaultHeaders((headers) -> headers.setBearerAuth(context.token().accessToken()))
			.build();
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
