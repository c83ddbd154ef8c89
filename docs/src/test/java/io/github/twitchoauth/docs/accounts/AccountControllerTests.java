package io.github.twitchoauth.docs.accounts;

import java.time.Duration;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.State;
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
 * Tests for {@link AccountController}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "twitch.oauth.auto-start=false")
@AutoConfigureMockTwitch(autoApprove = "twitchdev")
class AccountControllerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private AccountController controller;

	@Test
	void logInWhenApprovedThenIsLoggedInUntilLogout() {
		assertThat(this.controller.account().block(PATIENCE).state()).isEqualTo(State.LOGGED_OUT);
		assertThat(this.controller.logIn().block(PATIENCE).pendingLogin()).isNotNull();
		AccountStatus status = this.controller.changes()
			.filter((change) -> "twitchdev".equals(change.login()))
			.blockFirst(PATIENCE);
		assertThat(status.state()).isEqualTo(State.LOGGED_IN);
		assertThat(this.controller.logOut().block(PATIENCE).state()).isEqualTo(State.LOGGED_OUT);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan
	static class Application {

	}

}
