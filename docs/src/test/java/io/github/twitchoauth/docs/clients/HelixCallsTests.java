package io.github.twitchoauth.docs.clients;

import java.time.Duration;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.ComponentScan;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HelixCalls}, {@link HelixUsers} and {@link OwnClient}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "twitch.oauth.auto-start=false")
@AutoConfigureMockTwitch
class HelixCallsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private MockTwitch twitch;

	@Autowired
	private DeviceAuthFlow flow;

	@Autowired
	private HelixCalls calls;

	@Autowired
	private HelixUsers users;

	@Autowired
	private OwnClient own;

	@Test
	void callWhenLoggedInThenSaysWhoItIs() {
		logIn("default", "twitchdev");
		logIn("bot", "the_bot");
		assertThat(this.calls.whoAmI().block(PATIENCE)).contains("twitchdev");
		assertThat(this.calls.whoIs("bot")).contains("the_bot");
		assertThat(this.users.users()).contains("twitchdev");
		assertThat(this.users.users("bot")).contains("the_bot");
		assertThat(this.own.derived().get().uri("/users").retrieve().bodyToMono(String.class).block(PATIENCE))
			.contains("twitchdev");
		assertThat(this.own.client()).isNotNull();
	}

	private void logIn(String account, String login) {
		this.twitch.setAutoApprove(login);
		this.flow.forAccount(account).authorize().block(PATIENCE);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan
	static class Application {

	}

}
