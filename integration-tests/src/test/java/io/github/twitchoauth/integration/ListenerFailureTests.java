package io.github.twitchoauth.integration;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of listeners that throw, and of who else hears.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ListenerFailureTests {

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@Test
	void listenerWhenAnotherOneThrowsThenHearsAllTheSameAndInOrder(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(Listeners.class)) {
			logIn(context);
			expect(context, "1 throws", "2 hears", "3 throws", "4 hears");
			Awaitility.await().until(() -> output.getOut().contains("3 fails"));
			assertThat(output).contains("A listener failed on AuthenticatedEvent[account=default]").contains("1 fails");
		}
	}

	@Test
	void listenerWhenAsynchronousThenRunsOnTheApplicationsThreads() {
		try (ConfigurableApplicationContext context = start(AsynchronousListener.class)) {
			logIn(context);
			expect(context, "async-1");
		}
	}

	@Test
	void listenerWhenTheApplicationHasAMulticasterThenThatOneCallsItAndHandlesFailures() {
		try (ConfigurableApplicationContext context = start(OwnMulticaster.class)) {
			logIn(context);
			expect(context, "1 throws", "handled 1 fails", "2 hears", "3 throws", "handled 3 fails", "4 hears");
		}
	}

	private ConfigurableApplicationContext start(Class<?> listeners) {
		this.twitch.setInterval(Duration.ofMillis(20));
		return new SpringApplicationBuilder(listeners).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "twitch.oauth.client-id=test-client",
					"twitch.oauth.console.enabled=false", "twitch.oauth.auto-start=false")
			.properties(TestApplication.provider(this.twitch.getBaseUrl()))
			.registerShutdownHook(false)
			.run();
	}

	private void logIn(ConfigurableApplicationContext context) {
		this.twitch.approveNext("twitchdev");
		context.getBean(DeviceAuthFlow.class).authorize().block(TestApplication.PATIENCE);
	}

	private static void expect(ConfigurableApplicationContext context, String... lines) {
		Awaitility.await().untilAsserted(() -> assertThat(context.getBean(Lines.class).lines()).containsExactly(lines));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Lines {

		private final Queue<String> lines = new ConcurrentLinkedQueue<>();

		void add(String line) {
			this.lines.add(line);
		}

		List<String> lines() {
			return List.copyOf(this.lines);
		}

	}

	static class Listeners extends Lines {

		@Order(1)
		@EventListener
		void first(AuthenticatedEvent event) {
			add("1 throws");
			throw new IllegalStateException("1 fails");
		}

		@Order(2)
		@EventListener
		void second(AuthenticatedEvent event) {
			add("2 hears");
		}

		@Order(3)
		@EventListener
		void third(TwitchOAuthEvent event) {
			if (event instanceof AuthenticatedEvent) {
				add("3 throws");
				throw new IllegalStateException("3 fails");
			}
		}

		@Order(4)
		@EventListener(AuthenticatedEvent.class)
		void fourth() {
			add("4 hears");
		}

	}

	@EnableAsync
	static class AsynchronousListener extends Lines {

		@Bean
		Executor executor() {
			return new SimpleAsyncTaskExecutor("async-");
		}

		@Async
		@EventListener
		void on(AuthenticatedEvent event) {
			add(Thread.currentThread().getName());
		}

	}

	static class OwnMulticaster extends Listeners {

		@Bean
		SimpleApplicationEventMulticaster applicationEventMulticaster() {
			SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
			multicaster.setErrorHandler((error) -> add("handled " + error.getMessage()));
			return multicaster;
		}

	}

}
