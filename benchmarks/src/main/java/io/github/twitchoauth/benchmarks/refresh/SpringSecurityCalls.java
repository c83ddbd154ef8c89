package io.github.twitchoauth.benchmarks.refresh;

import java.net.URI;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.benchmarks.peers.SpringSecurityWebClient;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Spring Security: one account, whose token is replaced.
 */
final class SpringSecurityCalls implements Contender {

	private final SpringSecurityWebClient security;

	private final WebClient helix;

	SpringSecurityCalls(URI server, WebClient.Builder builder) {
		this.security = new SpringSecurityWebClient(server);
		this.helix = builder.baseUrl(server + "/helix")
			.defaultHeader("Client-Id", "benchmark")
			.filter(this.security.filter())
			.build();
	}

	@Override
	public String name() {
		return "Spring Security 7.1";
	}

	@Override
	public Mono<String> callWith(TwitchToken token) {
		this.security.save(token);
		return this.helix.get().uri("/users").retrieve().bodyToMono(String.class);
	}

}
