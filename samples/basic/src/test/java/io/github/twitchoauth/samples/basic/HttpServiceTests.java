package io.github.twitchoauth.samples.basic;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An HTTP service interface declared as in the documentation, with the starter alone.
 */
@SpringBootTest
@AutoConfigureMockTwitch
@DirtiesContext
class HttpServiceTests {

	@Autowired
	private MockTwitch twitch;

	@Autowired
	private TokenManager tokens;

	@Autowired
	private HelixUsers users;

	@Test
	void callWhenGroupIsTwitchThenIsLoggedIn() {
		this.twitch.approveNext("twitchdev");
		Awaitility.await().ignoreExceptions().until(() -> this.tokens.getToken().block().login(), "twitchdev"::equals);
		assertThat(this.users.users()).contains("\"login\":\"twitchdev\"");
	}

	interface HelixUsers {

		@GetExchange("/users")
		String users();

	}

	@TestConfiguration(proxyBeanMethods = false)
	@ImportHttpServices(group = "twitch", types = HelixUsers.class)
	static class Services {

	}

}
