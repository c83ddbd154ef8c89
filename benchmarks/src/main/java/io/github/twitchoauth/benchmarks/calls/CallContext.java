package io.github.twitchoauth.benchmarks.calls;

import java.net.URI;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.benchmarks.harness.Application;
import io.github.twitchoauth.benchmarks.harness.Tokens;
import io.github.twitchoauth.benchmarks.server.TwitchControl;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application whose HTTP clients are compared, the same one with observations, and a
 * token for the others.
 */
final class CallContext implements AutoCloseable {

	/**
	 * System property that tells where the server is.
	 */
	static final String SERVER = "benchmarks.server";

	private final URI server = URI.create(System.getProperty(SERVER, ""));

	private final TwitchToken token = Tokens.living(new TwitchControl(this.server).grant(true));

	private final ConfigurableApplicationContext context;

	private final ConfigurableApplicationContext observed;

	CallContext() {
		this.context = Application.start(this.server, store());
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler((context) -> true);
		this.observed = Application.startWith(registry, this.server, store());
	}

	// Has to be refreshed first, so that the calls are those of an application that has
	// been running for a while.
	private TokenStore store() {
		InMemoryTokenStore store = new InMemoryTokenStore();
		store.save("default", Tokens.expired(new TwitchControl(this.server).grant(true)));
		return store;
	}

	URI server() {
		return this.server;
	}

	TwitchToken token() {
		return this.token;
	}

	<T> T get(String bean, Class<T> type) {
		return this.context.getBean(bean, type);
	}

	<T> T getObserved(String bean, Class<T> type) {
		return this.observed.getBean(bean, type);
	}

	@Override
	public void close() {
		this.observed.close();
		this.context.close();
	}

}
