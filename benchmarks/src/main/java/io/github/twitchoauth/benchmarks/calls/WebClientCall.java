package io.github.twitchoauth.benchmarks.calls;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.benchmarks.peers.SpringSecurityWebClient;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * One {@code GET /users} after the other by {@code WebClient}.
 */
@State(Scope.Benchmark)
public class WebClientCall {

	private final CallContext context = new CallContext();

	private final WebClient bare;

	private final WebClient starter;

	private final WebClient springSecurity;

	public WebClientCall() {
		TwitchToken token = this.context.token();
		SpringSecurityWebClient security = new SpringSecurityWebClient(this.context.server());
		security.save(token);
		this.bare = builder().defaultHeaders((headers) -> headers.setBearerAuth(token.accessToken())).build();
		this.springSecurity = builder().filter(security.filter()).build();
		this.starter = this.context.get("twitchWebClient", WebClient.class);
	}

	private WebClient.Builder builder() {
		return this.context.get("webClientBuilder", WebClient.Builder.class)
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

	private static @Nullable String users(WebClient helix) {
		return helix.get().uri("/users").retrieve().bodyToMono(String.class).block();
	}

}
