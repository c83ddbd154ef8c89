package io.github.twitchoauth.samples.web;

import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebApplication}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureMockTwitch
class WebApplicationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private MockTwitch twitch;

	@Test
	void pageThenIsThere() throws Exception {
		assertThat(new Visitor(this.port).get("/")).contains("Connect your Twitch account");
	}

	@Test
	void visitorsThenConnectAccountsOfTheirOwn() throws Exception {
		Visitor one = new Visitor(this.port);
		Visitor other = new Visitor(this.port);
		one.awaitState("LOGGED_OUT");
		other.awaitState("LOGGED_OUT");
		String code = one.post("/account/login").path("pendingLogin").path("userCode").asString();
		assertThat(one.awaitState("WAITING_FOR_APPROVAL")).contains(code);
		assertThat(other.post("/account/cancel").toString()).doesNotContain(code);
		this.twitch.approve(code, "alice");
		one.awaitUser("alice");
		this.twitch.approve(other.post("/account/login").path("pendingLogin").path("userCode").asString(), "bob");
		assertThat(other.awaitUser("bob")).doesNotContain("alice");
		assertThat(one.post("/account/logout").path("state").asString()).isEqualTo("LOGGED_OUT");
		assertThat(other.events()).isNotEmpty()
			.noneMatch((event) -> event.contains("alice"))
			.noneMatch((event) -> event.contains(code));
	}

	@Test
	void cancelThenTheCodeIsGone() throws Exception {
		Visitor visitor = new Visitor(this.port);
		visitor.awaitState("LOGGED_OUT");
		visitor.post("/account/login");
		assertThat(visitor.post("/account/cancel").path("pendingLogin").isNull()).isTrue();
	}

}
