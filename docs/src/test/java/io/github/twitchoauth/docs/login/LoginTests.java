package io.github.twitchoauth.docs.login;

import java.time.Duration;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.ComponentScan;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ManualLogin} and {@link LoginListener}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "twitch.oauth.auto-start=false")
@AutoConfigureMockTwitch(autoApprove = "twitchdev")
@ExtendWith(OutputCaptureExtension.class)
class LoginTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private MockTwitch twitch;

	@Autowired
	private DeviceAuthFlow flow;

	@Autowired
	private TokenManager tokens;

	@Autowired
	private ManualLogin login;

	@Test
	void runWhenApprovedThenLogsIn(CapturedOutput output) {
		this.login.run();
		assertThat(output).containsSubsequence("Verification URI: http", "Logged in as twitchdev");
	}

	@Test
	void listenerWhenDeniedThenTells(CapturedOutput output) {
		this.twitch.setAutoApprove(null);
		this.flow.authorize().onErrorComplete().subscribe();
		this.twitch.deny(this.twitch.awaitUserCode(PATIENCE));
		eventually(output, "Account default: the person pressed Deny");
		this.twitch.setAutoApprove("twitchdev");
	}

	@Test
	void listenerWhenLostThenTells(CapturedOutput output) {
		TwitchToken token = this.flow.authorize().block(PATIENCE);
		this.twitch.disconnect("twitchdev");
		this.tokens.refresh("default", token.accessToken()).onErrorComplete().block(PATIENCE);
		eventually(output, "Account default has to log in again");
	}

	private static void eventually(CapturedOutput output, String text) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(output).contains(text));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan
	static class Application {

	}

}
