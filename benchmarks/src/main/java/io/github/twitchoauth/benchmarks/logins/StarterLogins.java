package io.github.twitchoauth.benchmarks.logins;

import java.net.URI;
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
	public void logIn(Consumer<String> onAccessToken) {
		this.flow.forAccount("user-" + this.count.incrementAndGet())
			.authorize()
			.subscribe((token) -> onAccessToken.accept(token.accessToken()));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
