package io.github.twitchoauth.docs.testing;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

// tag::test[]
@SpringBootTest
@AutoConfigureMockTwitch
@DirtiesContext
class StaysLoggedInTests {

	@Autowired
	private MockTwitch twitch;

	@Autowired
	private TokenManager tokens;

	@Autowired
	@Qualifier("twitch")
	private WebClient helix;

	@Test
	void callWhenTheTokenHasExpiredThenItIsReplaced() {
		this.twitch.approveNext("twitchdev");
		Awaitility.await().ignoreExceptions().until(() -> this.tokens.getToken().block().login(), "twitchdev"::equals);

		this.twitch.expireAccessTokens();
		this.twitch.on(Endpoint.REFRESH).next(1).respond(Fault.status(503));
		String users = this.helix.get().uri("/users").retrieve().bodyToMono(String.class).block();

		assertThat(users).contains("twitchdev");
		assertThat(this.twitch.getRefreshCount()).isEqualTo(1);
		assertThat(this.twitch.getReplays()).isEmpty();
		this.twitch.assertNoMisuse();
	}

}
// end::test[]
