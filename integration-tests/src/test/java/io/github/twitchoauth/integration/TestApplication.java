package io.github.twitchoauth.integration;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.actuate.TwitchHealthIndicator;
import io.github.twitchoauth.actuate.TwitchHealthIndicator.AccountDetails;
import io.github.twitchoauth.authorization.AccountDirectory;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchRestClientAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchWebClientAutoConfiguration;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.store.TokenStore;
import org.awaitility.Awaitility;

import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application without a web server that uses the starter.
 */
public final class TestApplication implements AutoCloseable {

	public static final Duration PATIENCE = Duration.ofMinutes(1);

	private final ConfigurableApplicationContext context;

	private TestApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	public static TestApplication start(String baseUrl, String... properties) {
		return start(baseUrl, (event) -> {
		}, properties);
	}

	/**
	 * Start an application.
	 * @param baseUrl where the authorization server is
	 * @param listener called with each event after it was recorded
	 * @param properties further properties
	 * @return the running application
	 */
	static TestApplication start(String baseUrl, Consumer<TwitchOAuthEvent> listener, String... properties) {
		return start(baseUrl, List.of(), listener, properties);
	}

	/**
	 * Start an application with a store of its own.
	 * @param baseUrl where the authorization server is
	 * @param store the store
	 * @param properties further properties
	 * @return the running application
	 */
	public static TestApplication start(String baseUrl, TokenStore store, String... properties) {
		return start(baseUrl, List.of(store), (event) -> {
		}, properties);
	}

	/**
	 * Start an application with a clock of its own.
	 * @param baseUrl where the authorization server is
	 * @param clock the clock
	 * @param properties further properties
	 * @return the running application
	 */
	public static TestApplication start(String baseUrl, Clock clock, String... properties) {
		return start(baseUrl, List.of(clock), (event) -> {
		}, properties);
	}

	private static TestApplication start(String baseUrl, List<?> beans, Consumer<TwitchOAuthEvent> listener,
			String... properties) {
		return new TestApplication(new SpringApplicationBuilder(Events.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "twitch.oauth.client-id=test-client",
					"twitch.oauth.auto-start=false", "twitch.oauth.console.enabled=false")
			.properties(provider(baseUrl))
			.properties(properties)
			.initializers((context) -> context.getBeanFactory().registerSingleton("listener", new Listener(listener)))
			.initializers((context) -> beans
				.forEach((bean) -> context.getBeanFactory().registerSingleton(bean.getClass().getName(), bean)))
			.registerShutdownHook(false)
			.run());
	}

	public static String[] provider(String baseUrl) {
		String prefix = "twitch.oauth.provider.";
		return new String[] { prefix + "device-authorization-uri=" + baseUrl + "/oauth2/device",
				prefix + "token-uri=" + baseUrl + "/oauth2/token",
				prefix + "revocation-uri=" + baseUrl + "/oauth2/revoke",
				prefix + "validation-uri=" + baseUrl + "/oauth2/validate",
				"twitch.oauth.client.helix-uri=" + baseUrl + "/helix" };
	}

	public DeviceAuthFlow flow() {
		return this.context.getBean(DeviceAuthFlow.class);
	}

	public TokenManager tokens() {
		return this.context.getBean(TokenManager.class);
	}

	public WebClient webClient() {
		return twitch(WebClient.class);
	}

	public RestClient restClient() {
		return twitch(RestClient.class);
	}

	private <T> T twitch(Class<T> type) {
		return BeanFactoryAnnotationUtils.qualifiedBeanOfType(this.context.getBeanFactory(), type, "twitch");
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public Health health() {
		return new TwitchHealthIndicator(this.context.getBean(AccountDirectory.class), false).health();
	}

	public AccountDetails healthOf(String account) {
		return (AccountDetails) ((Map<?, ?>) health().getDetails().get("accounts")).get(account);
	}

	public TwitchToken storedToken(String account) {
		return this.context.getBean(TokenStore.class).find(account);
	}

	public <E extends TwitchOAuthEvent> List<E> events(Class<E> type) {
		return this.context.getBean(Events.class).received.stream().filter(type::isInstance).map(type::cast).toList();
	}

	public <E extends TwitchOAuthEvent> List<E> await(Class<E> type, int count) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.atMost(PATIENCE)
			.until(() -> events(type).size() >= count);
		return events(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

	record Listener(Consumer<TwitchOAuthEvent> consumer) {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ HttpClientAutoConfiguration.class, TwitchOAuthAutoConfiguration.class,
			TwitchHelixAutoConfiguration.class, TwitchWebClientAutoConfiguration.class,
			TwitchRestClientAutoConfiguration.class })
	static class Events {

		private final List<TwitchOAuthEvent> received = new CopyOnWriteArrayList<>();

		private final Listener listener;

		Events(Listener listener) {
			this.listener = listener;
		}

		@Bean
		@ConditionalOnBooleanProperty("test.slow-store")
		SlowTokenStore slowTokenStore() {
			return new SlowTokenStore();
		}

		@EventListener
		void on(TwitchOAuthEvent event) {
			this.received.add(event);
			this.listener.consumer().accept(event);
		}

	}

}
