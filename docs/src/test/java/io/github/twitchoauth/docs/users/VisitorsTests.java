package io.github.twitchoauth.docs.users;

import java.time.Duration;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TwitchAccounts;
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
 * Tests for {@link Visitors}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "twitch.oauth.auto-start=false")
@AutoConfigureMockTwitch
class VisitorsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private MockTwitch twitch;

	@Autowired
	private TwitchAccounts accounts;

	@Autowired
	private Visitors visitors;

	@Test
	void connectWhenApprovedThenCallsAreMadeForThatUser() {
		AccountStatus status = this.visitors.connect(1).block(PATIENCE);
		this.twitch.approve(status.pendingLogin().userCode(), "alice");
		this.accounts.watch("user-1").filter((change) -> change.state() == State.LOGGED_IN).blockFirst(PATIENCE);
		assertThat(this.visitors.profile(1).block(PATIENCE)).contains("alice");
		assertThat(this.visitors.disconnect(1).block(PATIENCE).state()).isEqualTo(State.LOGGED_OUT);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan
	static class Application {

	}

}
