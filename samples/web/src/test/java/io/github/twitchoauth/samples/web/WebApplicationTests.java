package io.github.twitchoauth.samples.web;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
		assertThat(new Visitor().get("/")).contains("Connect your Twitch account");
	}

	@Test
	void visitorsThenConnectAccountsOfTheirOwn() throws Exception {
		Visitor one = new Visitor();
		Visitor other = new Visitor();
		one.awaitState("LOGGED_OUT");
		other.awaitState("LOGGED_OUT");
		String code = one.post("/account/login").path("pendingLogin").path("userCode").asString();
		assertThat(one.awaitState("WAITING_FOR_APPROVAL")).contains(code);
		this.twitch.approve(code, "alice");
		one.awaitUser("alice");
		this.twitch.approve(other.post("/account/login").path("pendingLogin").path("userCode").asString(), "bob");
		assertThat(other.awaitUser("bob")).doesNotContain("alice");
		assertThat(one.post("/account/logout").path("state").asString()).isEqualTo("LOGGED_OUT");
		assertThat(other.events).doesNotContain("alice");
	}

	@Test
	void cancelThenTheCodeIsGone() throws Exception {
		Visitor visitor = new Visitor();
		visitor.awaitState("LOGGED_OUT");
		visitor.post("/account/login");
		assertThat(visitor.post("/account/cancel").path("pendingLogin").isNull()).isTrue();
	}

	private final class Visitor {

		private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

		private final Queue<String> events = new ConcurrentLinkedQueue<>();

		Visitor() {
			HttpRequest watch = request("/account").header("Accept", "text/event-stream").build();
			this.client.sendAsync(watch, BodyHandlers.ofLines()).thenAccept((answer) -> add(answer.body()));
		}

		private void add(Stream<String> lines) {
			lines.filter((line) -> line.startsWith("data:")).forEach(this.events::add);
		}

		String get(String path) throws Exception {
			return this.client.send(request(path).build(), BodyHandlers.ofString()).body();
		}

		JsonNode post(String path) throws Exception {
			HttpRequest post = request(path).POST(HttpRequest.BodyPublishers.noBody()).build();
			return JsonMapper.shared().readTree(this.client.send(post, BodyHandlers.ofString()).body());
		}

		String awaitState(String state) {
			return await("\"state\":\"" + state + "\"");
		}

		String awaitUser(String login) {
			return await("\"login\":\"" + login + "\"");
		}

		private String await(String text) {
			return Awaitility.await()
				.until(() -> this.events.stream().filter((event) -> event.contains(text)).findFirst().orElse(""),
						(event) -> !event.isEmpty());
		}

		private HttpRequest.Builder request(String path) {
			return HttpRequest.newBuilder(URI.create("http://localhost:" + WebApplicationTests.this.port + path));
		}

	}

}
