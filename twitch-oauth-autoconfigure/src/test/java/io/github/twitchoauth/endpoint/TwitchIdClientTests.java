package io.github.twitchoauth.endpoint;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the answers that {@link TwitchIdClient} understands.
 */
class TwitchIdClientTests extends AbstractTwitchIdClientTests {

	private static final String TOKENS = """
			{"access_token":"rfx2uswqe8l4g1mkagrvg5tv0ks3","expires_in":14542,"refresh_token":"5b93chm6hdve3mycz05zfzatkfdenfspp1h1ar2xxdalen01",
			"scope":["user:read:chat","bits:read"],"token_type":"bearer"}""";

	private static final TokenResponse TOKEN_RESPONSE = new TokenResponse("rfx2uswqe8l4g1mkagrvg5tv0ks3",
			"5b93chm6hdve3mycz05zfzatkfdenfspp1h1ar2xxdalen01", Set.of("user:read:chat", "bits:read"),
			AnswerFixture.NOW.plusSeconds(14542));

	@Test
	void requestDeviceCodeWhenAnsweredThenDeviceCode() {
		answer(200, """
				{"device_code":"ike3GM8Q","expires_in":1800,"interval":5,"user_code":"JLLKTXWJ",
				"verification_uri":"https://www.twitch.tv/activate?public=true&device-code=JLLKTXWJ"}""");
		assertThat(await(this.client.requestDeviceCode(PUBLIC_CLIENT, List.of())))
			.isEqualTo(new Success<>(new DeviceCode("ike3GM8Q", "JLLKTXWJ",
					URI.create("https://www.twitch.tv/activate?public=true&device-code=JLLKTXWJ"),
					AnswerFixture.NOW.plusSeconds(1800), Duration.ofSeconds(5))));
	}

	@Test
	void requestDeviceCodeWhenClientIsUnknownThenRejected() {
		answer(400, "{\"status\":400,\"message\":\"invalid client\"}");
		assertThat(await(this.client.requestDeviceCode(PUBLIC_CLIENT, List.of())))
			.isEqualTo(new Rejected<>(400, ErrorCode.INVALID_CLIENT, "invalid client"));
	}

	@Test
	void requestTokenWhenApprovedThenTokens() {
		answer(200, TOKENS);
		assertThat(await(this.client.requestToken(PUBLIC_CLIENT, DEVICE_CODE)))
			.isEqualTo(new Success<>(TOKEN_RESPONSE));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | {"status":400,"message":"authorization_pending"} | AUTHORIZATION_PENDING | authorization_pending
			400 | {"status":400,"message":"invalid device code"}   | INVALID_DEVICE_CODE   | invalid device code
			401 | {"error":"SLOW_DOWN"}                            | SLOW_DOWN             | SLOW_DOWN
			""")
	void requestTokenWhenRefusedThenRejected(int status, String body, ErrorCode code, String message) {
		answer(status, body);
		assertThat(await(this.client.requestToken(PUBLIC_CLIENT, DEVICE_CODE)))
			.isEqualTo(new Rejected<>(status, code, message));
	}

	@Test
	void refreshWhenTheClockFailsOnceTheServerHasTheRequestThenTokens() {
		answer(200, TOKENS);
		TwitchIdClient client = client(server.baseUrl(), PATIENCE, new FailingClock());
		assertThat(await(client.refresh(PUBLIC_CLIENT, REFRESH_TOKEN))).isEqualTo(new Success<>(TOKEN_RESPONSE));
	}

	@Test
	void requestTokenWhenTheClockFailsOnceTheServerHasTheRequestThenTokens() {
		answer(200, TOKENS);
		TwitchIdClient client = client(server.baseUrl(), PATIENCE, new FailingClock());
		assertThat(await(client.requestToken(PUBLIC_CLIENT, DEVICE_CODE))).isEqualTo(new Success<>(TOKEN_RESPONSE));
	}

	@Test
	void refreshWhenAnsweredThenTokens() {
		answer(200, TOKENS);
		assertThat(await(this.client.refresh(PUBLIC_CLIENT, REFRESH_TOKEN))).isEqualTo(new Success<>(TOKEN_RESPONSE));
	}

	@Test
	void refreshWhenAnswerHoldsAccessTokenOnlyThenRestIsNull() {
		answer(200, "{\"access_token\":\"rfx2\",\"scope\":{\"odd\":1},\"expires_in\":\"never\"}");
		assertThat(await(this.client.refresh(PUBLIC_CLIENT, REFRESH_TOKEN)))
			.isEqualTo(new Success<>(new TokenResponse("rfx2", null, null, null)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					400 | {"error":"Bad Request","status":400,"message":"Invalid refresh token"} | INVALID_GRANT | Invalid refresh token
					400 | {"status":400,"message":"missing client secret"} | MISSING_CLIENT_SECRET | missing client secret
					403 | {"status":403,"message":"invalid client secret"} | INVALID_CLIENT_SECRET | invalid client secret
					""")
	void refreshWhenRefusedThenRejected(int status, String body, ErrorCode code, String message) {
		answer(status, body);
		assertThat(await(this.client.refresh(PUBLIC_CLIENT, REFRESH_TOKEN)))
			.isEqualTo(new Rejected<>(status, code, message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"access_token\":null}", "{\"access_token\":\"\"}", "{\"access_token\":7}",
			"{\"error\":\"server_error\"}", "{\"error\":null}" })
	void refreshWhenSuccessHoldsNoAccessTokenThenUndetermined(String body) {
		answer(200, body);
		assertThat(await(this.client.refresh(PUBLIC_CLIENT, REFRESH_TOKEN)))
			.isEqualTo(new Undetermined<>("answered without an access token", null, null, 200));
	}

	@Test
	void refreshWhenSuccessIsARefusalThenRejected() {
		answer(200, "{\"error\":\"bad_refresh_token\",\"error_description\":\"The token is incorrect or expired.\"}");
		assertThat(await(this.client.refresh(PUBLIC_CLIENT, REFRESH_TOKEN)))
			.isEqualTo(new Rejected<>(200, ErrorCode.INVALID_GRANT, "bad_refresh_token"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "mac", "DPoP" })
	void requestTokenWhenTypeIsNotBearerThenRejected(String type) {
		answer(200, TOKENS.replace("\"bearer\"", "\"" + type + "\""));
		assertThat(await(this.client.requestToken(PUBLIC_CLIENT, DEVICE_CODE))).isInstanceOfSatisfying(Rejected.class,
				(rejected) -> {
					assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_RESPONSE);
					assertThat(rejected.message()).contains("'" + type + "'", "bearer");
				});
	}

	@Test
	void requestTokenWhenTooManyRequestsMeansSlowDownThenRejectedWithInterval() {
		answer(429, "{\"error\":\"slow_down\",\"interval\":17}");
		assertThat(await(this.client.requestToken(PUBLIC_CLIENT, DEVICE_CODE)))
			.isEqualTo(new Rejected<>(429, ErrorCode.SLOW_DOWN, "slow_down", Duration.ofSeconds(17), "Twitch"));
	}

	@Test
	void callWhenTooManyRequestsOtherThanPollsThenUndetermined() {
		answer(429, "{\"error\":\"slow_down\"}");
		for (Mono<? extends Outcome<?>> call : List.of(this.client.requestDeviceCode(PUBLIC_CLIENT, List.of()),
				this.client.refresh(PUBLIC_CLIENT, REFRESH_TOKEN), this.client.revoke(PUBLIC_CLIENT, TOKEN))) {
			assertThat(await(call)).isInstanceOfSatisfying(Undetermined.class,
					(unknown) -> assertThat(unknown.mayHaveActed()).isFalse());
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"access_token\":\"rfx2\",\"token_type\":\"DPoP\"}", "access_token=rfx2&token_type=bearer" })
	void refreshWhenTokenCannotBeUsedThenUndeterminedAsItIsSpent(String body) {
		answer(WireMock.aResponse().withBody(body));
		assertThat(await(this.client.refresh(PUBLIC_CLIENT, REFRESH_TOKEN))).isInstanceOfSatisfying(Undetermined.class,
				(unknown) -> assertThat(unknown.mayHaveActed()).isTrue());
	}

	@Test
	void callWhenAnswerIsFormUrlencodedThenRejectedBySayingSo() {
		answer(WireMock.aResponse()
			.withHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
			.withBody("access_token=gho_16C7e42F292c69&scope=repo%2Cgist&token_type=bearer"));
		for (Mono<? extends Outcome<?>> call : List.of(this.client.requestDeviceCode(PUBLIC_CLIENT, List.of()),
				this.client.requestToken(PUBLIC_CLIENT, DEVICE_CODE))) {
			assertThat(await(call)).isEqualTo(new Rejected<>(200, ErrorCode.INVALID_RESPONSE,
					"an answer that is form-urlencoded, although JSON was asked for"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"message\":\"Forbidden\"}", "{\"error\":\"Not Found\",\"status\":404}",
			"{\"error\":\"temporarily_unavailable\"}", "{\"error\":\"invalid_token\"}" })
	void loginWhenRefusedWithoutWordsOfOAuthThenUndetermined(String body) {
		for (int status : new int[] { 400, 401, 403, 404, 418 }) {
			answer(WireMock.jsonResponse(body, status).withHeader("Retry-After", "17"));
			assertThat(await(this.client.requestDeviceCode(PUBLIC_CLIENT, List.of())))
				.isInstanceOfSatisfying(Undetermined.class, (outcome) -> {
					assertThat(outcome.reason()).startsWith("answered " + status + " \"");
					assertThat(outcome.retryAfter()).isEqualTo(Duration.ofSeconds(17));
				});
			assertThat(await(this.client.requestToken(PUBLIC_CLIENT, DEVICE_CODE))).isInstanceOf(Undetermined.class);
		}
	}

	@Test
	void loginWhenRequestIsInvalidThenRejected() {
		answer(400, "{\"error\":\"invalid_request\"}");
		assertThat(await(this.client.requestToken(PUBLIC_CLIENT, DEVICE_CODE)))
			.isEqualTo(new Rejected<>(400, ErrorCode.INVALID_REQUEST, "invalid_request"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 204 })
	void revokeWhenAnswerIsEmptyThenDone(int status) {
		answer(WireMock.aResponse().withStatus(status));
		assertThat(await(this.client.revoke(PUBLIC_CLIENT, TOKEN))).isEqualTo(new Success<>(true));
	}

	@Test
	void revokeWhenNothingIsCalledAPageThenDone() {
		answer(WireMock.aResponse().withStatus(200).withHeader("Content-Type", "text/html; charset=utf-8"));
		assertThat(await(this.client.revoke(PUBLIC_CLIENT, TOKEN))).isEqualTo(new Success<>(true));
	}

	@Test
	void revokeWhenSuccessIsARefusalThenRejected() {
		answer(200, "{\"error\":\"unsupported_token_type\"}");
		assertThat(await(this.client.revoke(PUBLIC_CLIENT, TOKEN)))
			.isEqualTo(new Rejected<>(200, ErrorCode.UNSUPPORTED_TOKEN_TYPE, "unsupported_token_type"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | Invalid token         | INVALID_TOKEN
			404 | client does not exist | INVALID_CLIENT
			""")
	void revokeWhenRefusedThenRejected(int status, String message, ErrorCode code) {
		answer(status, "{\"status\":" + status + ",\"message\":\"" + message + "\"}");
		assertThat(await(this.client.revoke(PUBLIC_CLIENT, TOKEN))).isEqualTo(new Rejected<>(status, code, message));
	}

	@Test
	void validateWhenAliveThenWhoseItIs() {
		answer(200, """
				{"client_id":"wbmytr93","login":"twitch\\u202edev\\u001b","scopes":["user:read:chat"],
				"user_id":"141981764","expires_in":5520838,"new":{}}""");
		assertThat(await(this.client.validate(TOKEN))).isEqualTo(new Success<>(new TokenValidation("wbmytr93",
				"141981764", "twitch dev", Set.of("user:read:chat"), AnswerFixture.NOW.plusSeconds(5520838))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"client_id\":\"wbmytr93\",\"scopes\":null,\"expires_in\":0}",
			"{\"client_id\":\"wbmytr93\"}" })
	void validateWhenLittleIsToldThenNoScopesAndNoExpiry(String body) {
		answer(200, body);
		assertThat(await(this.client.validate(TOKEN)))
			.isEqualTo(new Success<>(new TokenValidation("wbmytr93", null, null, Set.of(), null)));
	}

	@Test
	void validateWhenUnauthorizedThenRejected() {
		answer(401, "{\"status\":401,\"message\":\"invalid access token\"}");
		assertThat(await(this.client.validate(TOKEN)))
			.isEqualTo(new Rejected<>(401, ErrorCode.INVALID_TOKEN, "invalid access token"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 404 })
	void validateWhenOtherRefusalThenUndetermined(int status) {
		answer(status, "{\"message\":\"invalid access token\"}");
		assertThat(await(this.client.validate(TOKEN)))
			.isEqualTo(new Undetermined<>("answered " + status + " \"invalid access token\"", null, null, status));
	}

	@Test
	void validateWhenUnauthorizedIsAPageThenUndetermined() {
		answer(WireMock.aResponse().withStatus(401).withHeader("Content-Type", "text/html").withBody("<html>"));
		assertThat(await(this.client.validate(TOKEN))).isEqualTo(new Undetermined<>("answered 401", null, null, 401));
	}

	@Test
	void validateWhenNoClientIdThenUndetermined() {
		answer(200, "{\"login\":\"twitchdev\"}");
		assertThat(await(this.client.validate(TOKEN)))
			.isEqualTo(new Undetermined<>("answered without a client id", null, null, 200));
	}

	@Test
	void callWhenEndpointIsNotConfiguredThenErrorNamesTheProperty() {
		TwitchIdClient bare = new TwitchIdClient(WebClient.builder(),
				new ProviderEndpoints(URI.create(server.baseUrl()), URI.create(server.baseUrl()), null, null), PATIENCE,
				AnswerFixture.CLOCK);
		assertConfigurationError(bare.revoke(PUBLIC_CLIENT, TOKEN), "twitch.oauth.provider.revocation-uri");
		assertConfigurationError(bare.validate(TOKEN), "twitch.oauth.provider.validation-uri");
		server.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	private static void assertConfigurationError(Mono<?> call, String property) {
		StepVerifier.create(call)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(ClientConfigurationException.class)
				.hasMessageContaining(property)
				.hasMessageNotContaining(TOKEN))
			.verify(PATIENCE);
	}

	/**
	 * Tells the time until a request has come.
	 */
	private static final class FailingClock extends Clock {

		@Override
		public Instant instant() {
			if (!server.getAllServeEvents().isEmpty()) {
				throw new AssertionError("no time");
			}
			return AnswerFixture.NOW;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

	}

}
