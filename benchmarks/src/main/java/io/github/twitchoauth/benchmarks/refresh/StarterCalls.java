package io.github.twitchoauth.benchmarks.refresh;

import java.net.URI;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.benchmarks.harness.Application;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.web.TwitchAccount;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The starter: an account per token.
 */
final class StarterCalls implements Contender, AutoCloseable {

	private final InMemoryTokenStore store = new InMemoryTokenStore();

	private final ConfigurableApplicationContext context;

	private final WebClient helix;

	StarterCalls(URI server) {
		this.context = Application.start(server, this.store);
		this.helix = this.context.getBean("twitchWebClient", WebClient.class);
	}

	WebClient.Builder webClientBuilder() {
		return this.context.getBean(WebClient.Builder.class);
	}

	@Override
	public String name() {
		return "starter";
	}

	@Override
	public Mono<String> callWith(TwitchToken token) {
		String account = "owner of " + token.accessToken();
		this.store.save(account, token);
		return this.helix.get()
			.uri("/users")
			.attributes(TwitchAccount.account(account))
			.retrieve()
			.bodyToMono(String.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
