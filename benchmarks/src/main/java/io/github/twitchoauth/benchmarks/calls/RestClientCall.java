package io.github.twitchoauth.benchmarks.calls;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.benchmarks.peers.SpringSecurityRestClient;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.web.client.RestClient;

/**
 * One {@code GET /users} after the other by {@code RestClient}.
 */
@State(Scope.Benchmark)
public class RestClientCall {

	private final CallContext context = new CallContext();

	private final RestClient bare;

	private final RestClient starter;

	private final RestClient springSecurity;

	public RestClientCall() {
		TwitchToken token = this.context.token();
		SpringSecurityRestClient security = new SpringSecurityRestClient(this.context.server());
		security.save(token);
		this.bare = builder().defaultHeaders((headers) -> headers.setBearerAuth(token.accessToken())).build();
		this.springSecurity = builder().requestInterceptor(security.interceptor()).build();
		this.starter = this.context.get("twitchRestClient", RestClient.class);
	}

	private RestClient.Builder builder() {
		return this.context.get("restClientBuilder", RestClient.Builder.class)
			.baseUrl(this.context.server() + "/helix")
			.defaultHeader("Client-Id", "benchmark");
	}

	@TearDown
	public void close() {
		this.context.close();
	}

	@Benchmark
	public @Nullable String bare() {
		return users(this.bare);
	}

	@Benchmark
	public @Nullable String starter() {
		return users(this.starter);
	}

	@Benchmark
	public @Nullable String springSecurity() {
		return users(this.springSecurity);
	}

	private static @Nullable String users(RestClient helix) {
		return helix.get().uri("/users").retrieve().body(String.class);
	}

}
