package io.github.twitchoauth.actuate;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.integration.Secrets;
import io.github.twitchoauth.test.MockTwitch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.web.exchanges.HttpExchangeRepository;
import org.springframework.boot.actuate.web.exchanges.InMemoryHttpExchangeRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * An application with all of the actuator, and with all the secrets that there can be.
 */
final class ActuatorApplication implements AutoCloseable {

	private static final String CLIENT_SECRET = "p0o9i8u7y6t5r4e3w2q1a2s3d4f5g6h7";

	private static final String OTHER_CLIENT_SECRET = "m1n2b3v4c5x6z7l8k9j0h1g2f3d4s5a6";

	private static final String ENCRYPTION_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

	private final ConfigurableApplicationContext context;

	private ActuatorApplication(ConfigurableApplicationContext context) {
		this.context = context;
		twitch().setInterval(Duration.ofMillis(50));
	}

	static ActuatorApplication start(WebApplicationType type, List<Class<?>> configurations, String... properties) {
		String[] absent = (type == WebApplicationType.REACTIVE)
				? new String[] { "org.springframework.security.oauth2", "org.apache.catalina" }
				: new String[] { "org.springframework.security.oauth2" };
		SpringApplication application = new SpringApplication(
				new DefaultResourceLoader(new FilteredClassLoader(absent)), Application.class);
		application.addPrimarySources(configurations);
		application.setWebApplicationType(type);
		application.setRegisterShutdownHook(false);
		return new ActuatorApplication(application.run(arguments(properties)));
	}

	private static String[] arguments(String... properties) {
		return Stream
			.concat(Stream.of("spring.main.banner-mode=off", "server.port=0", "twitch.oauth.mock.enabled=true",
					"twitch.oauth.client-id=test-client", "twitch.oauth.client-secret=" + CLIENT_SECRET,
					"twitch.oauth.accounts.bot.client-id=bot-client",
					"twitch.oauth.accounts.bot.client-secret=" + OTHER_CLIENT_SECRET,
					"twitch.oauth.token-store.encryption-key=" + ENCRYPTION_KEY, "twitch.oauth.auto-start=false",
					"twitch.oauth.console.enabled=false", "twitch.oauth.scopes=user:read:chat"), Stream.of(properties))
			.map("--"::concat)
			.toArray(String[]::new);
	}

	int port() {
		return ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	MockTwitch twitch() {
		return this.context.getBean(MockTwitch.class);
	}

	TwitchAccounts accounts() {
		return this.context.getBean(TwitchAccounts.class);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	Secrets secrets() {
		Secrets secrets = new Secrets(twitch(), CLIENT_SECRET);
		secrets.add(CLIENT_SECRET);
		secrets.add(OTHER_CLIENT_SECRET);
		secrets.add(ENCRYPTION_KEY);
		return secrets;
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		HttpExchangeRepository httpExchangeRepository() {
			return new InMemoryHttpExchangeRepository();
		}

	}

}
