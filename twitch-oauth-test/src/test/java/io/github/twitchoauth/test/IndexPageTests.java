package io.github.twitchoauth.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IndexPage}.
 */
class IndexPageTests {

	private final MutableClock clock = new MutableClock();

	private final MockTwitch twitch = new MockTwitch(0, this.clock, null);

	private final TestApplication application = new TestApplication(this.twitch, "<b>\"client\"</b>");

	@AfterEach
	void close() {
		this.twitch.close();
	}

	@Test
	void getWhenNothingWaitsThenLeadsToTheCodeForm() {
		for (String path : new String[] { "", "/", "/?any=1" }) {
			HttpResponse<String> page = this.application.get(path);
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
			assertThat(page.body()).contains("No code waits", "action=\"/activate\"", "name=\"device-code\"")
				.doesNotContain("<ol", "{{", "http:", "https:", "src=");
		}
		this.twitch.assertNoMisuse();
	}

	// WireMock's own pages quote requests, and are open to any site that a browser shows.
	@Test
	void administrationWhenAskedForThenIsClosed() {
		assertThat(this.application.get("/__admin/requests").statusCode()).isEqualTo(401);
		assertThat(this.application.get("/__admin/mappings").statusCode()).isEqualTo(401);
	}

	@Test
	void headWhenAskedThenAnswersAsGetDoes() {
		HttpResponse<String> head = this.application.head("/");
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
		assertThat(head.body()).isEmpty();
	}

	@Test
	void getWhenCodesWaitThenListsThemWithApplicationScopesAndAge() {
		JsonNode first = this.application.code("bits:read user:read:chat");
		this.clock.advance(Duration.ofMinutes(2));
		JsonNode second = new TestApplication(this.twitch, "other").code("");
		this.clock.advance(Duration.ofSeconds(7));
		assertThat(this.application.get("/").body()).contains("2 codes wait")
			.containsSubsequence(link(first), "2 min ago", "&lt;b&gt;&quot;client&quot;&lt;/b&gt;",
					"bits:read, user:read:chat", link(second), "7 s ago", "other", "none")
			.doesNotContain("<b>", TestApplication.text(first, "device_code"));
		assertThat(this.application.get("/activate?public=true&device-code=" + userCode(first)).body())
			.contains("value=\"authorize\"");
	}

	private static String link(JsonNode code) {
		return "<a class=\"code\" href=\"/activate?public=true&amp;device-code=%s\">%1$s</a>".formatted(userCode(code));
	}

	@Test
	void getWhenCodesAreOverThenListsThemNoMore() {
		this.twitch.approve(userCode(this.application.code("")), "twitchdev");
		this.twitch.deny(userCode(this.application.code("")));
		this.twitch.expireCode(userCode(this.application.code("")));
		JsonNode waiting = this.application.code("");
		assertThat(this.application.get("/").body()).contains("One code waits", link(waiting)).containsOnlyOnce("<li>");
	}

	@Test
	void getWhenVeryManyCodesWaitThenListsTheOldest() {
		IntStream.rangeClosed(1, 101).forEach((i) -> this.application.code(""));
		assertThat(this.application.get("/").body()).contains("101 codes wait", "these are the oldest 100")
			.satisfies((page) -> assertThat(page.split("<li>")).hasSize(101));
	}

	@Test
	void getWhenAutoApproveIsSetThenSaysSo() {
		this.twitch.setAutoApprove("TwitchDev");
		assertThat(this.application.get("/").body()).contains("approved at once, as <strong>TwitchDev</strong>");
	}

	private static String userCode(JsonNode code) {
		return TestApplication.text(code, "user_code");
	}

}
