package io.github.twitchoauth.integration;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications with more than one context.
 */
@Timeout(60)
class ContextHierarchyTests {

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@Test
	void startWhenBothContextsAreAutoConfiguredThenThereIsOneLoginAndBothHear() {
		try (ConfigurableApplicationContext child = start(Upper.class, Lower.class)) {
			assertBothHearOfOneLogin(child);
			assertThat(child.getBean(DeviceAuthFlow.class)).isSameAs(child.getParent().getBean(DeviceAuthFlow.class));
			assertThat(child.containsLocalBean("twitchTokenManager")).isFalse();
		}
	}

	@Test
	void startWhenOnlyTheUpperContextIsAutoConfiguredThenBothHear() {
		try (ConfigurableApplicationContext child = start(Upper.class, Plain.class)) {
			assertBothHearOfOneLogin(child);
		}
	}

	@Test
	void startWhenOnlyTheLowerContextIsAutoConfiguredThenBothHear() {
		try (ConfigurableApplicationContext child = start(Plain.class, Lower.class)) {
			assertBothHearOfOneLogin(child);
		}
	}

	@Test
	void contextWhenAddedLaterThenHearsWhatItHasMissedAndNothingAfterItIsClosed() {
		try (ConfigurableApplicationContext child = start(Upper.class, Plain.class)) {
			assertBothHearOfOneLogin(child);
			AnnotationConfigApplicationContext late = new AnnotationConfigApplicationContext();
			late.setParent(child);
			late.register(Plain.class);
			late.refresh();
			Heard heard = late.getBean(Heard.class);
			expect(heard, DeviceCodeEvent.class, AuthenticatedEvent.class, TwitchClientReadyEvent.class);
			late.close();
			refresh(child);
			expect(child.getBean(Heard.class), DeviceCodeEvent.class, AuthenticatedEvent.class,
					TwitchClientReadyEvent.class, TokenRefreshedEvent.class);
			expect(heard, DeviceCodeEvent.class, AuthenticatedEvent.class, TwitchClientReadyEvent.class);
		}
	}

	@Test
	void eventSubWhenOnlyALowerContextListensThenIsSubscribedToAndHeardThere() {
		try (ConfigurableApplicationContext child = start(Upper.class, Follows.class)) {
			this.twitch.eventSub().awaitSubscription("channel.follow", TestApplication.PATIENCE);
			this.twitch.eventSub().follow("twitchdev", "viewer");
			Awaitility.await().until(() -> child.getBean(Follows.class).followers.contains("viewer"));
			assertThat(this.twitch.eventSub().getConnectionCount()).isOne();
		}
	}

	private ConfigurableApplicationContext start(Class<?> parent, Class<?> child) {
		this.twitch.setInterval(Duration.ofMillis(20));
		this.twitch.approveNext("twitchdev");
		String[] provider = TestApplication.provider(this.twitch.getBaseUrl());
		String[] properties = { "spring.main.banner-mode=off", "twitch.oauth.client-id=test-client",
				"twitch.oauth.console.enabled=false", "twitch.oauth.scopes=moderator:read:followers",
				"twitch.oauth.twitch4j.event-sub-uri=" + this.twitch.getConnectionDetails().getEventSubUri() };
		return new SpringApplicationBuilder(parent).web(WebApplicationType.NONE)
			.properties(provider)
			.properties(properties)
			.child(child)
			.web(WebApplicationType.NONE)
			.properties(provider)
			.properties(properties)
			.registerShutdownHook(false)
			.run();
	}

	private void assertBothHearOfOneLogin(ConfigurableApplicationContext child) {
		expect(child.getBean(Heard.class), DeviceCodeEvent.class, AuthenticatedEvent.class,
				TwitchClientReadyEvent.class);
		expect(child.getParent().getBean(Heard.class), DeviceCodeEvent.class, AuthenticatedEvent.class,
				TwitchClientReadyEvent.class);
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isOne();
	}

	private static void refresh(ConfigurableApplicationContext context) {
		TokenManager tokens = context.getBean(TokenManager.class);
		tokens.getToken()
			.flatMap((token) -> tokens.refresh("default", token.accessToken()))
			.block(TestApplication.PATIENCE);
	}

	private static void expect(Heard heard, Class<?>... types) {
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(heard.events).extracting(Object::getClass).isEqualTo(List.<Class<?>>of(types)));
	}

	static class Heard {

		private final Queue<TwitchOAuthEvent> events = new ConcurrentLinkedQueue<>();

		@EventListener
		void on(TwitchOAuthEvent event) {
			this.events.add(event);
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Upper extends Heard {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Lower extends Heard {

	}

	@Configuration(proxyBeanMethods = false)
	static class Plain extends Heard {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Follows {

		private final Queue<String> followers = new ConcurrentLinkedQueue<>();

		@EventListener
		void onFollow(ChannelFollowEvent event) {
			this.followers.add(event.getUserLogin());
		}

	}

}
