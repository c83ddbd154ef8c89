package io.github.twitchoauth.benchmarks.logins;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.benchmarks.harness.Application;
import io.github.twitchoauth.store.InMemoryTokenStore;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The starter: an account per login.
 */
final class StarterLogins implements Contender {

	private final ConfigurableApplicationContext context;

	private final DeviceAuthFlow flow;

	private final AtomicInteger count = new AtomicInteger();

	StarterLogins(URI server) {
		this.context = Application.start(server, new InMemoryTokenStore());
		this.flow = this.context.getBean(DeviceAuthFlow.class);
	}

	@Override
	public CompletableFuture<Void> logIn(Consumer<String> onAccessToken) {
		DeviceAuthFlow own = this.flow.forAccount("user-" + this.count.incrementAndGet());
		CompletableFuture<Void> started = new CompletableFuture<>();
		own.getDeviceCode()
			.doOnNext((code) -> started.complete(null))
			.doOnError(started::completeExceptionally)
			.flatMap(own::pollForAuthorization)
			.subscribe((token) -> onAccessToken.accept(token.accessToken()));
		return started;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
