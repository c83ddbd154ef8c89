package io.github.twitchoauth.integration;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications that wait for the login while they start.
 */
@Timeout(60)
class StartTests {

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@ParameterizedTest
	@ValueSource(classes = { WaitingRunner.class, WaitingStartedListener.class, WaitingReadyListener.class,
			WaitingRefreshListener.class, WaitingLifecycle.class })
	void startWhenSomethingWaitsForTheLoginThenItComes(Class<? extends Login> waiting) {
		this.twitch.approveNext("twitchdev");
		try (ConfigurableApplicationContext context = start(waiting, WebApplicationType.NONE)) {
			assertThat(context.getBean(Login.class).hasWaited()).isTrue();
		}
	}

	@Test
	void startWhenACodeIsPublishedThenTheWebServerIsUp() {
		this.twitch.approveNext("twitchdev");
		try (ConfigurableApplicationContext context = start(CallsItself.class, WebApplicationType.SERVLET)) {
			assertThat(context.getBean(CallsItself.class).status).isPositive();
		}
	}

	private ConfigurableApplicationContext start(Class<? extends Login> waiting, WebApplicationType type) {
		this.twitch.setInterval(Duration.ofMillis(20));
		return new SpringApplicationBuilder(waiting).web(type)
			.properties("spring.main.banner-mode=off", "server.port=0", "twitch.oauth.client-id=test-client",
					"twitch.oauth.console.enabled=false")
			.properties(TestApplication.provider(this.twitch.getBaseUrl()))
			.registerShutdownHook(false)
			.run();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Login {

		private final CountDownLatch loggedIn = new CountDownLatch(1);

		private volatile boolean waited;

		boolean hasWaited() {
			return this.waited;
		}

		@EventListener
		void onAuthenticated(AuthenticatedEvent event) {
			this.loggedIn.countDown();
		}

		void awaitLogin() {
			try {
				this.waited = this.loggedIn.await(20, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	static class WaitingRunner extends Login implements CommandLineRunner {

		@Override
		public void run(String... arguments) {
			awaitLogin();
		}

	}

	static class WaitingStartedListener extends Login {

		@EventListener(ApplicationStartedEvent.class)
		void onStarted() {
			awaitLogin();
		}

	}

	static class WaitingReadyListener extends Login {

		@EventListener(ApplicationReadyEvent.class)
		void onReady() {
			awaitLogin();
		}

	}

	static class WaitingRefreshListener extends Login {

		@EventListener(ContextRefreshedEvent.class)
		void onRefreshed() {
			awaitLogin();
		}

	}

	@Import(WaitingLifecycle.Waiting.class)
	static class WaitingLifecycle extends Login {

		record Waiting(WaitingLifecycle login) implements SmartLifecycle {

			@Override
			public void start() {
				this.login.awaitLogin();
			}

			@Override
			public void stop() {
			}

			@Override
			public boolean isRunning() {
				return this.login.hasWaited();
			}

		}

	}

	static class CallsItself extends Login implements CommandLineRunner {

		private volatile int status;

		private final Environment environment;

		CallsItself(Environment environment) {
			this.environment = environment;
		}

		@EventListener
		void onCode(DeviceCodeEvent event) throws Exception {
			URI uri = URI.create("http://localhost:" + this.environment.getProperty("local.server.port"));
			HttpClient client = HttpClient.newHttpClient();
			this.status = client.send(java.net.http.HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
				.statusCode();
		}

		@Override
		public void run(String... arguments) {
			awaitLogin();
		}

	}

}
