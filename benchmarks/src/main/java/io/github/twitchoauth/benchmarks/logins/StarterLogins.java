package io.github.twitchoauth.benchmarks.logins;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.benchmarks.harness.Application;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The starter: an account per login.
 */
final class StarterLogins implements Contender {

	private final ConfigurableApplicationContext context;

	private final DeviceAuthFlow flow;

	private final Delays delays;

	private final AtomicInteger count = new AtomicInteger();

	StarterLogins(URI server, Delays delays) {
		this.delays = delays;
		this.context = Application.start(server, new NotingTokenStore(delays));
		this.flow = this.context.getBean(DeviceAuthFlow.class);
	}

	@Override
	public CompletableFuture<Void> logIn() {
		DeviceAuthFlow own = this.flow.forAccount("user-" + this.count.incrementAndGet());
		CompletableFuture<Void> started = new CompletableFuture<>();
		own.getDeviceCode()
			.doOnNext((code) -> started.complete(null))
			.doOnError(started::completeExceptionally)
			.flatMap(own::pollForAuthorization)
			.subscribe((token) -> this.delays.user(token.accessToken()));
		return started;
	}

	@Override
	public boolean identifies() {
		return true;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
