package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * An application with listeners of its own, against a {@link MockTwitch}.
 */
final class ClientApplication implements AutoCloseable {

	static final Duration PATIENCE = Duration.ofSeconds(30);

	static final String SCOPES = "moderator:read:followers,user:write:chat,user:read:chat";

	private final MockTwitch twitch;

	private final ConfigurableApplicationContext context;

	private ClientApplication(MockTwitch twitch, ConfigurableApplicationContext context) {
		this.twitch = twitch;
		this.context = context;
	}

	static ClientApplication start(MockTwitch twitch, Class<?> listeners, String... properties) {
		return start(twitch, twitch.getConnectionDetails(), listeners, properties);
	}

	static ClientApplication start(MockTwitch twitch, TwitchOAuthConnectionDetails connectionDetails,
			Class<?> listeners, String... properties) {
		twitch.setInterval(Duration.ofMillis(20));
		return new ClientApplication(twitch, new SpringApplicationBuilder(Application.class, listeners)
			.web(WebApplicationType.NONE)
			// With WebFlux on the class path, Spring Boot adds a pause of two seconds
			// when it
			// closes its HTTP client.
			.properties("spring.main.banner-mode=off", "twitch.oauth.client-id=test-client",
					"twitch.oauth.auto-start=false", "twitch.oauth.console.enabled=false",
					"twitch.oauth.scopes=" + SCOPES)
			.properties(properties)
			.initializers(
					(context) -> context.getBeanFactory().registerSingleton("connectionDetails", connectionDetails))
			.registerShutdownHook(false)
			.run());
	}

	ClientApplication logIn(String account, String login) {
		this.twitch.approveNext(login);
		bean(DeviceAuthFlow.class).forAccount(account).authorize().block(PATIENCE);
		return this;
	}

	TwitchClient client() {
		return bean(TwitchClient.class);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	void add(ApplicationListener<?> listener) {
		this.context.addApplicationListener(listener);
	}

	List<TwitchOAuthEvent> events() {
		return List.copyOf(bean(Application.class).events);
	}

	<E extends TwitchOAuthEvent> List<E> events(Class<E> type) {
		return events().stream().filter(type::isInstance).map(type::cast).toList();
	}

	<E extends TwitchOAuthEvent> E await(Class<E> type) {
		Awaitility.await().atMost(PATIENCE).until(() -> !events(type).isEmpty());
		return events(type).get(0);
	}

	static void eventually(ThrowingRunnable assertion) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(assertion);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final Queue<TwitchOAuthEvent> events = new ConcurrentLinkedQueue<>();

		@EventListener
		void on(TwitchOAuthEvent event) {
			this.events.add(event);
		}

	}

}
