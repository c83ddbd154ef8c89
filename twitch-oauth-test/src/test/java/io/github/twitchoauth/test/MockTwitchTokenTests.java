package io.github.twitchoauth.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what {@link MockTwitch} does with tokens.
 */
@ExtendWith(OutputCaptureExtension.class)
class MockTwitchTokenTests {

	private final MutableClock clock = new MutableClock();

	private final MockTwitch twitch = new MockTwitch(0, this.clock, null);

	private final TestApplication application = new TestApplication(this.twitch);

	@AfterEach
	void close() {
		this.twitch.close();
	}

	@Test
	void refreshWhenTokenIsFreshThenNewPairAndOldAccessTokenIsDead() {
		JsonNode first = this.application.logIn("twitchdev", "bits:read");
		HttpResponse<String> response = this.application.refresh(refreshToken(first));
		assertThat(response.statusCode()).isEqualTo(200);
		JsonNode second = TestApplication.json(response);
		assertThat(second.propertyNames()).containsExactly("access_token", "expires_in", "refresh_token", "scope",
				"token_type");
		assertThat(accessToken(second)).isNotEqualTo(accessToken(first));
		assertThat(refreshToken(second)).isNotEqualTo(refreshToken(first));
		assertThat(this.application.validate(accessToken(first)).statusCode()).isEqualTo(401);
		assertThat(this.application.validate(accessToken(second)).statusCode()).isEqualTo(200);
		assertThat(this.twitch.getRefreshCount()).isEqualTo(1);
	}

	@Test
	void refreshWhenTokenIsSpentThenConnectionIsDead() {
		JsonNode first = this.application.logIn("twitchdev", "");
		JsonNode parallel = this.application.logIn("twitchdev", "");
		JsonNode stranger = this.application.logIn("stranger", "");
		JsonNode second = TestApplication.json(this.application.refresh(refreshToken(first)));
		assertInvalidRefreshToken(this.application.refresh(refreshToken(first)), 400);
		assertThat(this.application.validate(accessToken(second)).statusCode()).isEqualTo(401);
		assertInvalidRefreshToken(this.application.refresh(refreshToken(second)), 400);
		assertThat(this.application.validate(accessToken(parallel)).statusCode()).isEqualTo(401);
		assertThat(this.application.validate(accessToken(stranger)).statusCode()).isEqualTo(200);
		assertThat(this.twitch.getReplays())
			.containsExactly(new RefreshTokenReplay(this.clock.instant(), "test-client", "twitchdev"));
	}

	@Test
	void refreshWhenSpentTokenOfDeadGrantThenNewLoginSurvives() {
		JsonNode first = this.application.logIn("twitchdev", "");
		this.application.refresh(refreshToken(first));
		this.application.refresh(refreshToken(first));
		JsonNode again = this.application.logIn("twitchdev", "");
		assertInvalidRefreshToken(this.application.refresh(refreshToken(first)), 400);
		assertThat(this.application.validate(accessToken(again)).statusCode()).isEqualTo(200);
		assertThat(this.twitch.getReplays()).hasSize(2);
	}

	@Test
	void refreshWhenTokenIsUnknownOrOfAnotherClientThenInvalid() {
		assertInvalidRefreshToken(this.application.refresh("nonsense"), 400);
		JsonNode token = this.application.logIn("twitchdev", "");
		assertInvalidRefreshToken(new TestApplication(this.twitch, "other").refresh(refreshToken(token)), 400);
		assertThat(this.application.refresh(refreshToken(token)).statusCode()).isEqualTo(200);
		assertThat(this.twitch.getReplays()).isEmpty();
	}

	@Test
	void refreshWhenTwoThreadsPresentTheSameTokenThenOneWins() {
		ExecutorService executor = Executors.newFixedThreadPool(8);
		for (int round = 0; round < 20; round++) {
			String refreshToken = refreshToken(this.application.logIn("user" + round, ""));
			List<CompletableFuture<HttpResponse<String>>> refreshes = IntStream.range(0, 8)
				.mapToObj((i) -> CompletableFuture.supplyAsync(() -> this.application.refresh(refreshToken), executor))
				.toList();
			assertThat(
					refreshes.stream().map((refresh) -> refresh.join().statusCode()).filter((status) -> status == 200))
				.hasSize(1);
		}
		executor.shutdown();
		assertThat(this.twitch.getRefreshCount()).isEqualTo(20);
		assertThat(this.twitch.getReplays()).hasSize(20 * 7);
	}

	@Test
	void refreshWhenClientIsConfidentialThenNeedsSecretAndTokenStaysGood() {
		this.twitch.requireClientSecret("test-client", "s3cret");
		JsonNode token = this.application.logIn("twitchdev", "");
		HttpResponse<String> missing = this.application.refresh(refreshToken(token));
		assertThat(missing.statusCode()).isEqualTo(400);
		assertThat(missing.body()).isEqualTo("{\"status\":400,\"message\":\"missing client secret\"}");
		HttpResponse<String> wrong = this.application.refresh(refreshToken(token), "wrong");
		assertThat(wrong.statusCode()).isEqualTo(403);
		assertThat(wrong.body()).isEqualTo("{\"status\":403,\"message\":\"invalid client secret\"}");
		JsonNode second = TestApplication.json(this.application.refresh(refreshToken(token), "s3cret"));
		assertThat(refreshToken(second)).isEqualTo(refreshToken(token));
		assertThat(this.application.refresh(refreshToken(token), "s3cret").statusCode()).isEqualTo(200);
		assertThat(this.twitch.getReplays()).isEmpty();
	}

	@Test
	void refreshTokenWhenIssuedOftenThenSomeNeedEncoding() {
		Set<String> tokens = new HashSet<>();
		IntStream.range(0, 100).forEach((i) -> tokens.add(RandomText.refreshToken()));
		assertThat(tokens).hasSize(100).allMatch((token) -> token.length() == 50);
		assertThat(tokens).anyMatch((token) -> token.contains("%")).anyMatch((token) -> token.contains("/"));
	}

	@Test
	void validateWhenTokenIsGoodThenSaysWhoItIs() {
		this.twitch.setTokenExpiresIn(Duration.ofSeconds(100));
		JsonNode token = this.application.logIn("TwitchDev", "bits:read");
		this.clock.advance(Duration.ofSeconds(40));
		HttpResponse<String> response = this.application.validate(accessToken(token));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(("{\"client_id\":\"test-client\",\"login\":\"twitchdev\","
				+ "\"scopes\":[\"bits:read\"],\"user_id\":\"%s\",\"expires_in\":60}")
			.formatted(this.twitch.getUserId("twitchdev")));
		assertThat(this.twitch.getUserId("twitchdev")).matches("\\d+");
		assertThat(this.application.validate(accessToken(this.application.logIn("nobody", ""))).body())
			.contains("\"scopes\":null");
	}

	@Test
	void validateWhenTokenIsExpiredUnknownOrMissingThenUnauthorized() {
		JsonNode token = this.application.logIn("twitchdev", "");
		this.clock.advance(Duration.ofHours(4));
		for (String accessToken : List.of(accessToken(token), "nonsense")) {
			HttpResponse<String> response = this.application.validate(accessToken);
			assertThat(response.statusCode()).isEqualTo(401);
			assertThat(response.body()).isEqualTo("{\"status\":401,\"message\":\"invalid access token\"}");
		}
		assertThat(this.application.get("/oauth2/validate").statusCode()).isEqualTo(401);
	}

	@Test
	void expireAccessTokensWhenCalledThenRefreshStillWorks() {
		JsonNode token = this.application.logIn("twitchdev", "");
		this.twitch.expireAccessTokens();
		assertThat(this.application.validate(accessToken(token)).statusCode()).isEqualTo(401);
		assertThat(this.application.refresh(refreshToken(token)).statusCode()).isEqualTo(200);
	}

	@Test
	void disconnectWhenCalledThenEverythingOfThatUserIsDead() {
		JsonNode token = this.application.logIn("twitchdev", "");
		JsonNode other = this.application.logIn("other", "");
		this.twitch.disconnect("TwitchDev");
		assertThat(this.application.validate(accessToken(token)).statusCode()).isEqualTo(401);
		assertThat(this.application.users(accessToken(token), "").statusCode()).isEqualTo(401);
		assertInvalidRefreshToken(this.application.refresh(refreshToken(token)), 401);
		assertThat(this.application.refresh(refreshToken(other)).statusCode()).isEqualTo(200);
		assertThatIllegalArgumentException().isThrownBy(() -> this.twitch.disconnect("ghost"))
			.withMessage("No user 'ghost' has approved a code");
	}

	@Test
	void revokeWhenTokenIsGoodThenEmptyBodyAndRefreshTokenLives() {
		JsonNode token = this.application.logIn("twitchdev", "");
		HttpResponse<String> response = this.application.revoke(accessToken(token));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
		assertThat(this.application.validate(accessToken(token)).statusCode()).isEqualTo(401);
		assertThat(this.application.revoke(accessToken(token)).body())
			.isEqualTo("{\"status\":400,\"message\":\"Invalid token\"}");
		assertThat(this.application.refresh(refreshToken(token)).statusCode()).isEqualTo(200);
	}

	@Test
	void revokeWhenClientIsUnknownThenNotFound() {
		this.twitch.requireClientId("known");
		HttpResponse<String> response = this.application.revoke("token");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).isEqualTo("{\"status\":404,\"message\":\"client does not exist\"}");
	}

	@Test
	void usersWhenTokenIsGoodThenDescribesItsUser() {
		String accessToken = accessToken(this.application.logIn("TwitchDev", "user:read:email"));
		this.application.logIn("other", "");
		JsonNode data = TestApplication.json(this.application.users(accessToken, "")).get("data");
		assertThat(data).hasSize(1);
		assertThat(TestApplication.text(data.get(0), "id")).isEqualTo(this.twitch.getUserId("twitchdev"));
		assertThat(TestApplication.text(data.get(0), "login")).isEqualTo("twitchdev");
		assertThat(TestApplication.text(data.get(0), "display_name")).isEqualTo("TwitchDev");
		assertThat(TestApplication.text(data.get(0), "email")).isEqualTo("twitchdev@example.com");
		JsonNode others = TestApplication.json(this.application.users(accessToken,
				"?login=other&login=ghost&id=" + this.twitch.getUserId("twitchdev")));
		assertThat(others.get("data").findValuesAsString("login")).containsExactly("twitchdev", "other");
	}

	@Test
	void usersWhenTokenOrClientIsWrongThenUnauthorized() {
		String accessToken = accessToken(this.application.logIn("twitchdev", ""));
		assertUnauthorized(this.application.get("/helix/users", "Client-Id", "test-client"), "OAuth token is missing");
		assertUnauthorized(this.application.users("nonsense", ""), "Invalid OAuth token");
		assertUnauthorized(new TestApplication(this.twitch, "other").users(accessToken, ""),
				"Client ID and OAuth token do not match");
	}

	@Test
	void outputWhenRequestsSucceedAndFailThenHasNoSecrets(CapturedOutput output) {
		JsonNode token = this.application.logIn("twitchdev", "");
		this.application.users(accessToken(token), "");
		this.application.get("/nowhere?token=" + accessToken(token));
		this.twitch.on(Endpoint.REFRESH).respond(Fault.lostAnswer(500));
		this.application.refresh(refreshToken(token));
		this.application.refresh(refreshToken(token));
		assertThat(this.twitch.getReplays()).hasSize(1);
		assertThat(this.twitch.getMisuses()).hasSize(2).noneMatch((misuse) -> misuse.contains(accessToken(token)));
		assertThat(output).doesNotContain(accessToken(token), refreshToken(token));
	}

	@Test
	void toStringWhenStateHoldsSecretsThenShowsNone() {
		DeviceAuthorization code = new DeviceAuthorization(new MockTwitchSettings(this.clock), "client", Set.of());
		assertThat(code.toString()).contains(code.userCode()).doesNotContain(code.deviceCode());
		IssuedToken token = new Grants(new MockTwitchSettings(this.clock), (grant) -> {
		}).create(new MockUser("1", "twitchdev", "TwitchDev"), "client", Set.of());
		assertThat(token.toString()).doesNotContain(token.accessToken(), token.refreshToken());
		Grant grant = new Grant(new MockUser("1", "twitchdev", "TwitchDev"), "client", Set.of());
		assertThat(grant.toString()).contains("twitchdev").doesNotContain(grant.refreshToken());
		assertThat(Reply.error(400, "secret").toString()).doesNotContain("secret");
		assertThat(Parameters.parse("token=secret").toString()).isEqualTo("[token]");
	}

	private static String accessToken(JsonNode token) {
		return TestApplication.text(token, "access_token");
	}

	private static String refreshToken(JsonNode token) {
		return TestApplication.text(token, "refresh_token");
	}

	private static void assertInvalidRefreshToken(HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body())
			.isEqualTo("{\"status\":%d,\"message\":\"Invalid refresh token\"}".formatted(status));
	}

	private static void assertUnauthorized(HttpResponse<String> response, String message) {
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.body())
			.isEqualTo("{\"error\":\"Unauthorized\",\"status\":401,\"message\":\"%s\"}".formatted(message));
	}

}
