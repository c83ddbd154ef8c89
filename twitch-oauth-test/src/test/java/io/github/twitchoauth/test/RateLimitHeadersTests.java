package io.github.twitchoauth.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateLimitHeaders}.
 */
class RateLimitHeadersTests {

	private final MutableClock clock = new MutableClock();

	private final MockTwitch twitch = new MockTwitch(0, this.clock, null);

	private final TestApplication application = new TestApplication(this.twitch);

	@AfterEach
	void close() {
		this.twitch.close();
	}

	@Test
	void usersWhenCalledThenCountsDownAndRecovers() {
		String accessToken = logIn("twitchdev");
		String another = logIn("another");
		long now = this.clock.instant().getEpochSecond();
		assertThat(limits(this.application.users(accessToken, ""))).containsExactly(800L, 799L, now + 1);
		assertThat(limits(this.application.users(accessToken, ""))).containsExactly(800L, 798L, now + 1);
		assertThat(limits(this.application.users(another, ""))).containsExactly(800L, 799L, now + 1);
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(limits(this.application.users(accessToken, ""))).containsExactly(800L, 799L, now + 61);
	}

	@Test
	void remainingWhenCallsAreManyThenNeverGetsToZero() {
		RateLimits limits = new RateLimits(this.clock);
		for (int i = 0; i < 2_000; i++) {
			assertThat(limits.take("user").remaining()).isEqualTo(Math.max(1, 799 - i));
		}
		assertThat(limits.take("user").reset()).isEqualTo(this.clock.instant().getEpochSecond() + 60);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/helix/users", "/helix/users?id=1", "/helix/nothing", "/helix/eventsub/subscriptions" })
	void answerWhenRefusedThenTellsRateLimitToo(String path) {
		assertThat(limits(this.application.get(path))).startsWith(800L, 799L);
	}

	@Test
	void answerWhenFaultThenTellsRateLimitUnlessTheFaultDoes() {
		this.twitch.on(Endpoint.HELIX_USERS).respond(Fault.status(503));
		assertThat(limits(this.application.get("/helix/users"))).startsWith(800L, 799L);
		this.twitch.on(Endpoint.HELIX_USERS).respond(Fault.status(429).withHeader("Ratelimit-Reset", "1"));
		HttpResponse<String> limited = this.application.get("/helix/users");
		assertThat(limited.headers().allValues("Ratelimit-Reset")).containsExactly("1");
		assertThat(limited.headers().map()).doesNotContainKeys("ratelimit-limit", "ratelimit-remaining");
	}

	@Test
	void answerWhenRateLimitIsUsedUpThenNothingIsLeft() {
		long now = this.clock.instant().getEpochSecond();
		this.twitch.on(Endpoint.HELIX_USERS).respond(Fault.status(429));
		assertThat(limits(this.application.get("/helix/users"))).containsExactly(800L, 0L, now + 1);
		assertThat(limits(this.application.get("/helix/users"))).startsWith(800L, 798L);
	}

	@Test
	void answerWhenLimitIsTheEndpointsOwnThenCallsAreLeft() {
		this.twitch.on(Endpoint.HELIX_USERS).respond(Fault.status(429, "cost exceeded"));
		assertThat(limits(this.application.get("/helix/users"))).startsWith(800L, 799L);
		this.twitch.on(Endpoint.HELIX_USERS).respond(Fault.status(429).withHeader("Retry-After", "7"));
		assertThat(limits(this.application.get("/helix/users"))).startsWith(800L, 798L);
	}

	@Test
	void answerWhenStubThenTellsRateLimit() {
		this.twitch.getWireMockServer().stubFor(WireMock.get("/helix/streams").willReturn(WireMock.okJson("{}")));
		assertThat(limits(this.application.get("/helix/streams"))).startsWith(800L, 799L);
	}

	@Test
	void answerWhenNotOfHelixThenTellsNone() {
		assertThat(this.application.device("").headers().map()).doesNotContainKey("ratelimit-limit");
		assertThat(this.application.get("/").headers().map()).doesNotContainKey("ratelimit-limit");
	}

	private String logIn(String login) {
		return TestApplication.text(this.application.logIn(login, ""), "access_token");
	}

	private static List<Long> limits(HttpResponse<String> response) {
		return List.of("Ratelimit-Limit", "Ratelimit-Remaining", "Ratelimit-Reset")
			.stream()
			.map((name) -> response.headers().firstValueAsLong(name).orElseThrow())
			.toList();
	}

}
