package io.github.twitchoauth.web;

import java.time.Duration;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;
import io.github.twitchoauth.test.MockTwitch;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application that calls Helix.
 */
final class HelixApplication implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final MockTwitch twitch;

	private final ConfigurableApplicationContext context;

	private HelixApplication(MockTwitch twitch, ConfigurableApplicationContext context) {
		this.twitch = twitch;
		this.context = context;
	}

	static HelixApplication start(MockTwitch twitch, String... properties) {
		return start(twitch, Application.class, properties);
	}

	static HelixApplication start(MockTwitch twitch, Class<?> application, String... properties) {
		twitch.setInterval(Duration.ofMillis(20));
		return new HelixApplication(twitch,
				new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
					.properties("spring.main.banner-mode=off", "twitch.oauth.client-id=test-client",
							"twitch.oauth.auto-start=false", "twitch.oauth.console.enabled=false")
					.properties(properties)
					.initializers((context) -> context.getBeanFactory()
						.registerSingleton("connectionDetails", connectionDetails(twitch)))
					.registerShutdownHook(false)
					.run());
	}

	private static TwitchOAuthConnectionDetails connectionDetails(MockTwitch twitch) {
		return twitch.getConnectionDetails();
	}

	HelixApplication logIn(String account, String login) {
		this.twitch.approveNext(login);
		bean("twitchDeviceAuthFlow", DeviceAuthFlow.class).forAccount(account).authorize().block(PATIENCE);
		return this;
	}

	String accessToken() {
		return this.context.getBean(TokenManager.class).getToken().map(TwitchToken::accessToken).block(PATIENCE);
	}

	<T> T bean(String name, Class<T> type) {
		return this.context.getBean(name, type);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
