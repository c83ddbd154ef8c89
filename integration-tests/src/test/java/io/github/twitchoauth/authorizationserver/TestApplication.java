package io.github.twitchoauth.authorizationserver;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * An application that uses the starter, without a web server, and logs in at the test
 * server.
 */
final class TestApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private TestApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static TestApplication start(TestAuthorizationServer server, String clientId, String... properties) {
		return start(List.of("twitch.oauth.client-id=" + clientId, "twitch.oauth.scopes=user:read:chat,user:read:email",
				"twitch.oauth.provider.device-authorization-uri=" + server.uri("/oauth2/device_authorization"),
				"twitch.oauth.provider.token-uri=" + server.uri("/oauth2/token"),
				"twitch.oauth.provider.revocation-uri=" + server.uri("/oauth2/revoke")), properties);
	}

	static TestApplication start(KeycloakServer server, String clientId, String... properties) {
		String endpoints = "http://127.0.0.1:" + server.port() + "/realms/demo/protocol/openid-connect/";
		return start(List.of("twitch.oauth.client-id=" + clientId, "twitch.oauth.scopes=openid,email",
				"twitch.oauth.provider.device-authorization-uri=" + endpoints + "auth/device",
				"twitch.oauth.provider.token-uri=" + endpoints + "token",
				"twitch.oauth.provider.revocation-uri=" + endpoints + "revoke"), properties);
	}

	private static TestApplication start(List<String> server, String... properties) {
		return new TestApplication(new SpringApplicationBuilder(Events.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "twitch.oauth.auto-start=false",
					"twitch.oauth.console.enabled=false", "twitch.oauth.validation.enabled=false")
			.properties(server.toArray(String[]::new))
			.properties(properties)
			.registerShutdownHook(false)
			.run());
	}

	DeviceAuthFlow flow() {
		return this.context.getBean(DeviceAuthFlow.class);
	}

	TokenManager tokens() {
		return this.context.getBean(TokenManager.class);
	}

	DeviceCode shownCode() {
		return await(DeviceCodeEvent.class).getDeviceCode();
	}

	<E extends TwitchOAuthEvent> E await(Class<E> type) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(20))
			.atMost(Duration.ofMinutes(1))
			.until(() -> events(type).findAny().isPresent());
		return events(type).findFirst().orElseThrow();
	}

	private <E extends TwitchOAuthEvent> Stream<E> events(Class<E> type) {
		return this.context.getBean(Events.class).received.stream().filter(type::isInstance).map(type::cast);
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
