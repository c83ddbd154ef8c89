package io.github.twitchoauth.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the device code grant of {@link MockTwitch}.
 */
class MockTwitchDeviceCodeTests {

	private final MutableClock clock = new MutableClock();

	private final MockTwitch twitch = new MockTwitch(0, this.clock, null);

	private final TestApplication application = new TestApplication(this.twitch);

	@AfterEach
	void close() {
		this.twitch.close();
	}

	@Test
	void deviceWhenCalledThenAnswersInTwitchsShape() {
		HttpResponse<String> response = this.application.device("user:read:chat");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		String userCode = this.twitch.getPendingUserCodes().get(0);
		assertThat(userCode).matches("[A-Z]{8}");
		assertThat(response.body())
			.matches(("\\{\"device_code\":\"[A-Za-z0-9]{40}\",\"expires_in\":1800,\"interval\":5,"
					+ "\"user_code\":\"%s\",\"verification_uri\":\"%s/activate\\?public=true&device-code=%1$s\"}")
				.formatted(userCode, this.twitch.getBaseUrl()));
	}

	@Test
	void deviceWhenIntervalIsNotWholeThenAnswersDecimal() {
		this.twitch.setInterval(Duration.ofMillis(100));
		this.twitch.setCodeExpiresIn(Duration.ofMillis(1500));
		assertThat(this.application.device("").body()).contains("\"expires_in\":1.5,\"interval\":0.1,");
		this.twitch.setInterval(Duration.ofSeconds(20));
		assertThat(this.application.device("").body()).contains("\"interval\":20,");
	}

	@Test
	void deviceWhenClientIsMissingOrUnknownThenRefuses() {
		assertThat(this.application.post("/oauth2/device", Map.of("scopes", "")).body())
			.isEqualTo("{\"status\":400,\"message\":\"missing client id\"}");
		this.twitch.requireClientId("known");
		HttpResponse<String> response = this.application.device("");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).isEqualTo("{\"status\":400,\"message\":\"invalid client\"}");
		assertThat(new TestApplication(this.twitch, "known").device("").statusCode()).isEqualTo(200);
	}

	@Test
	void pollWhenNotDecidedThenPending() {
		HttpResponse<String> response = poll(this.application.code(""));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).isEqualTo("{\"status\":400,\"message\":\"authorization_pending\"}");
	}

	@Test
	void pollWhenApprovedThenTokenOnce() {
		JsonNode code = this.application.code("user:read:chat user:write:chat");
		this.twitch.approve(userCode(code).toLowerCase(Locale.ROOT), "twitchdev");
		HttpResponse<String> response = poll(code);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).matches(
				"\\{\"access_token\":\"[a-z0-9]{30}\",\"expires_in\":14400,\"refresh_token\":\"[A-Za-z0-9%/+]{50}\","
						+ "\"scope\":\\[\"user:read:chat\",\"user:write:chat\"],\"token_type\":\"bearer\"}");
		assertInvalid(poll(code));
	}

	@Test
	void pollWhenAnotherCodeWasApprovedThenPending() {
		JsonNode code = this.application.code("");
		JsonNode other = this.application.code("");
		this.twitch.approve(userCode(other), "twitchdev");
		assertThat(poll(code).body()).contains("authorization_pending");
		assertThat(poll(other).statusCode()).isEqualTo(200);
	}

	@Test
	void pollWhenDeniedThenAccessDenied() {
		JsonNode code = this.application.code("");
		this.twitch.deny(userCode(code));
		HttpResponse<String> response = poll(code);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).isEqualTo("{\"status\":400,\"message\":\"access_denied\"}");
	}

	@Test
	void pollWhenUnknownOrOfAnotherClientThenInvalid() {
		assertInvalid(this.application.poll("nonsense"));
		JsonNode code = this.application.code("");
		assertInvalid(new TestApplication(this.twitch, "other").poll(TestApplication.text(code, "device_code")));
	}

	@Test
	void pollWhenExpiredThenInvalid() {
		JsonNode code = this.application.code("");
		this.twitch.expireCode(userCode(code));
		assertInvalid(poll(code));
		assertThatIllegalStateException().isThrownBy(() -> this.twitch.approve(userCode(code), "twitchdev"))
			.withMessage("The code " + userCode(code) + " is expired already");
	}

	@Test
	void pollWhenTimeIsOverThenInvalid() {
		JsonNode code = this.application.code("");
		this.clock.advance(Duration.ofSeconds(1799));
		assertThat(poll(code).body()).contains("authorization_pending");
		this.clock.advance(Duration.ofSeconds(1));
		assertInvalid(poll(code));
		assertThat(this.twitch.getPendingUserCodes()).isEmpty();
	}

	@Test
	void pollWhenSlowDownThenAnswersItOnce() {
		JsonNode code = this.application.code("");
		this.twitch.slowDown(userCode(code));
		HttpResponse<String> response = poll(code);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).isEqualTo("{\"status\":400,\"message\":\"slow_down\"}");
		assertThat(poll(code).body()).contains("authorization_pending");
	}

	@Test
	void approveNextWhenPendingOrNotThenApprovesOneCodeEach() {
		JsonNode first = this.application.code("");
		this.twitch.approveNext("one");
		this.twitch.approveNext("two");
		JsonNode second = this.application.code("");
		JsonNode third = this.application.code("");
		assertThat(loginOf(first)).isEqualTo("one");
		assertThat(loginOf(second)).isEqualTo("two");
		assertThat(this.twitch.getPendingUserCodes()).containsExactly(userCode(third));
	}

	private String loginOf(JsonNode code) {
		String accessToken = TestApplication.text(TestApplication.json(poll(code)), "access_token");
		return TestApplication.text(TestApplication.json(this.application.validate(accessToken)), "login");
	}

	@Test
	void awaitUserCodeWhenIssuedLaterThenReturnsIt() {
		CompletableFuture<String> awaited = CompletableFuture
			.supplyAsync(() -> this.twitch.awaitUserCode(Duration.ofSeconds(20)));
		JsonNode code = this.application.code("");
		assertThat(awaited.join()).isEqualTo(userCode(code));
	}

	@Test
	void awaitUserCodeWhenNoneThenThrows() {
		assertThatIllegalStateException().isThrownBy(() -> this.twitch.awaitUserCode(Duration.ofMillis(20)))
			.withMessage("Nobody has asked for a code within PT0.02S");
	}

	@Test
	void decisionWhenCodeIsUnknownThenThrows() {
		String message = "There is no user code 'NOTTHERE'";
		assertThatIllegalArgumentException().isThrownBy(() -> this.twitch.approve("NOTTHERE", "twitchdev"))
			.withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> this.twitch.deny("NOTTHERE")).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> this.twitch.expireCode("NOTTHERE")).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> this.twitch.getPolls("NOTTHERE")).withMessage(message);
	}

	@Test
	void getPollsWhenPolledThenHasTimeOfEach() {
		JsonNode code = this.application.code("");
		poll(code);
		this.clock.advance(Duration.ofSeconds(5));
		poll(code);
		assertThat(this.twitch.getPolls(userCode(code)))
			.isEqualTo(List.of(this.clock.instant().minusSeconds(5), this.clock.instant()));
		assertThat(this.twitch.getPollCount(userCode(code))).isEqualTo(2);
	}

	@Test
	void getRequestsWhenReceivedThenHasNoSecrets() {
		JsonNode code = this.application.code("bits:read");
		poll(code);
		assertThat(this.twitch.getRequests(Endpoint.DEVICE)).singleElement()
			.satisfies((request) -> assertThat(request.parameters())
				.isEqualTo(Map.of("client_id", "test-client", "scopes", "bits:read")));
		assertThat(this.twitch.getRequests(Endpoint.DEVICE_TOKEN)).singleElement().satisfies((request) -> {
			assertThat(request.parameterNames()).containsOnly("client_id", "device_code", "grant_type");
			assertThat(request.parameters()).containsOnlyKeys("client_id", "grant_type");
		});
	}

	@Test
	void resetWhenCalledThenForgetsCodes() {
		JsonNode code = this.application.code("");
		this.twitch.reset();
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isZero();
		assertInvalid(poll(code));
	}

	@Test
	void tokenWhenGrantTypeIsMissingOrUnknownThenRefuses() {
		assertThat(this.application.post("/oauth2/token", Map.of("client_id", "a")).body())
			.contains("missing grant type");
		assertThat(this.application.post("/oauth2/token", Map.of("client_id", "a", "grant_type", "password")).body())
			.contains("invalid grant type");
	}

	private HttpResponse<String> poll(JsonNode code) {
		return this.application.poll(TestApplication.text(code, "device_code"));
	}

	private static String userCode(JsonNode code) {
		return TestApplication.text(code, "user_code");
	}

	private static void assertInvalid(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).isEqualTo("{\"status\":400,\"message\":\"invalid device code\"}");
	}

}
