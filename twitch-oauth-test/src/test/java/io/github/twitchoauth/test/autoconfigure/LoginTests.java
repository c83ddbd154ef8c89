package io.github.twitchoauth.test.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the starter logs in at {@link MockTwitch}.
 */
@SpringBootTest(properties = "twitch.oauth.scopes=user:read:chat")
@AutoConfigureMockTwitch
class LoginTests {

	@Test
	void eventWhenApprovedThenTellsWhoLoggedIn(@Autowired MockTwitch twitch, @Autowired Bot bot) {
		String userCode = twitch.awaitUserCode(Duration.ofSeconds(10));
		twitch.on(Endpoint.DEVICE_TOKEN).next(2).respond(Fault.status(503));
		twitch.approve(userCode, "twitchdev");
		Awaitility.await().untilAsserted(() -> assertThat(bot.logins).containsExactly("twitchdev"));
		assertThat(twitch.getPolls(userCode)).hasSizeGreaterThan(2);
		twitch.assertNoMisuse();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Bot {

		private final List<String> logins = new CopyOnWriteArrayList<>();

		@EventListener
		void onAuthenticated(AuthenticatedEvent event) {
			this.logins.add(event.getToken().login());
		}

	}

}
