package io.github.twitchoauth.dialects;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.client.RestClient;

/**
 * An application that logs in at an authorization server other than Twitch when it
 * starts, and keeps its login in a file.
 */
final class DialectApplication implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final ResourceLoader WITH_ONE_SERVER = new DefaultResourceLoader(
			new FilteredClassLoader("org.springframework.security", "org.eclipse.jetty.server"));

	private final ConfigurableApplicationContext context;

	private DialectApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static DialectApplication start(DialectServer server, Dialect dialect, Path directory, String... properties) {
		List<String> all = new ArrayList<>(List.of("spring.main.banner-mode=off",
				"twitch.oauth.client-id=" + DialectServer.CLIENT_ID, "twitch.oauth.scopes=" + dialect.scopes(),
				"twitch.oauth.request-timeout=2s", "twitch.oauth.token-store.type=file",
				"twitch.oauth.token-store.file.path=" + directory.resolve("tokens.json"),
				"twitch.oauth.provider.device-authorization-uri=" + server.uri("/device"),
				"twitch.oauth.provider.token-uri=" + server.uri("/token")));
		if (dialect.isConfidential()) {
			all.add("twitch.oauth.client-secret=" + DialectServer.CLIENT_SECRET);
		}
		if (dialect.revokes()) {
			all.add("twitch.oauth.provider.revocation-uri=" + server.uri("/revoke"));
		}
		if (dialect.fixture().has("authentication")) {
			all.add("twitch.oauth.provider.client-authentication="
					+ dialect.fixture().path("authentication").stringValue());
		}
		all.addAll(List.of(properties));
		return new DialectApplication(
				new SpringApplicationBuilder(WITH_ONE_SERVER, Events.class).web(WebApplicationType.NONE)
					.properties(all.toArray(String[]::new))
					.registerShutdownHook(false)
					.run());
	}

	TokenManager tokens() {
		return this.context.getBean(TokenManager.class);
	}

	/**
	 * Get a page of the application, which must have been started with a web server.
	 * @param path the path
	 * @return the page
	 */
	String get(String path) {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		return RestClient.create("http://localhost:" + port).get().uri(path).retrieve().body(String.class);
	}

	<E extends TwitchOAuthEvent> List<E> events(Class<E> type) {
		return this.context.getBean(Events.class).received.stream().filter(type::isInstance).map(type::cast).toList();
	}

	<E extends TwitchOAuthEvent> E await(Class<E> type) {
		Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(() -> !events(type).isEmpty());
		return events(type).get(0);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Events {

		private final List<TwitchOAuthEvent> received = new CopyOnWriteArrayList<>();

		@EventListener
		void on(TwitchOAuthEvent event) {
			this.received.add(event);
		}

	}

}
