package io.github.twitchoauth.test;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ActivationPage}.
 */
class ActivationPageTests {

	private final MockTwitch twitch = MockTwitch.start();

	private final TestApplication application = new TestApplication(this.twitch, "<b>\"client\"</b>");

	private final JsonNode code = this.application.code("bits:read");

	private final String userCode = TestApplication.text(this.code, "user_code");

	@AfterEach
	void close() {
		this.twitch.close();
	}

	@Test
	void getWhenPendingThenShowsFormAndEscapes() {
		URI link = URI.create(TestApplication.text(this.code, "verification_uri"));
		HttpResponse<String> response = this.application.get(link.getPath() + "?" + link.getQuery());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
		assertThat(response.body()).contains("stand-in", "No real account is involved", this.userCode)
			.contains("value=\"authorize\">Authorize</button>", "value=\"deny\" formnovalidate>Deny</button>")
			.contains("<li>bits:read</li>", "&lt;b&gt;&quot;client&quot;&lt;/b&gt;")
			.contains("<label for=\"login\">", "value=\"twitchdev\"", "lang=\"en\"", "name=\"viewport\"")
			.doesNotContain("<b>", "{{", "http:", "https:");
	}

	@Test
	void postWhenAuthorizeThenLogsIn() {
		HttpResponse<String> response = decide("authorize", "TestUser");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("was authorized as TestUser");
		JsonNode token = TestApplication.json(this.application.poll(TestApplication.text(this.code, "device_code")));
		assertThat(this.application.validate(TestApplication.text(token, "access_token")).body())
			.contains("\"login\":\"testuser\"");
		assertThat(decide("deny", "").body()).contains("was authorized as TestUser");
	}

	@Test
	void postWhenDenyThenPollIsDenied() {
		assertThat(decide("deny", "").body()).contains("was denied");
		assertThat(this.application.poll(TestApplication.text(this.code, "device_code")).body())
			.contains("access_denied");
	}

	@Test
	void postWhenLoginIsImpossibleThenAsksAgain() {
		HttpResponse<String> response = decide("authorize", "\"><script>");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("A login name consists of", "value=\"&quot;&gt;&lt;script&gt;\"")
			.doesNotContain("<script>");
		assertThat(this.twitch.getPendingUserCodes()).containsExactly(this.userCode);
	}

	@Test
	void postWhenNeitherButtonThenStaysPending() {
		assertThat(decide("", "twitchdev").statusCode()).isEqualTo(400);
		assertThat(this.twitch.getPendingUserCodes()).containsExactly(this.userCode);
	}

	@Test
	void getWhenCodeIsUnknownOrMissingThenAsksForIt() {
		HttpResponse<String> unknown = this.application.get("/activate?public=true&device-code=%3Cb%3E");
		assertThat(unknown.statusCode()).isEqualTo(404);
		assertThat(unknown.body()).contains("There is no such code").doesNotContain("<b>");
		HttpResponse<String> missing = this.application.get("/activate");
		assertThat(missing.statusCode()).isEqualTo(200);
		assertThat(missing.body()).contains("name=\"device-code\"");
	}

	@Test
	void getWhenCodeIsExpiredThenSaysSo() {
		this.twitch.expireCode(this.userCode);
		HttpResponse<String> response = this.application.get("/activate?public=true&device-code=" + this.userCode);
		assertThat(response.statusCode()).isEqualTo(410);
		assertThat(response.body()).contains("has expired");
		assertThat(decide("authorize", "twitchdev").body()).contains("has expired");
	}

	private HttpResponse<String> decide(String decision, String login) {
		return this.application.post("/activate",
				Map.of("user_code", this.userCode, "decision", decision, "login", login));
	}

}
