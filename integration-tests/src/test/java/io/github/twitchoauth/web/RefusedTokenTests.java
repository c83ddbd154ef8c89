package io.github.twitchoauth.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.ResponseEntity;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each meaning of Helix's 401 leads to what it should, whichever client is used.
 */
class RefusedTokenTests extends AbstractHelixTests {

	@Override
	String[] properties() {
		return new String[] { "spring.http.codecs.max-in-memory-size=1MB" };
	}

	@ParameterizedTest
	@EnumSource
	void callWhenTokenIsGoodThenIsLoggedIn(HelixClient client) {
		ResponseEntity<String> response = client.get(this.application, "/users");
		assertThat(response.getStatusCode().value()).isEqualTo(200);
		assertThat(response.getBody()).contains("\"login\":\"twitchdev\"");
		this.twitch.assertNoMisuse();
	}

	@ParameterizedTest
	@EnumSource
	void callWhenTokenIsDeadThenRefreshesAndRepeats(HelixClient client) {
		long refreshes = this.twitch.getRefreshCount();
		this.twitch.expireAccessTokens();
		ResponseEntity<String> response = client.get(this.application, "/users");
		assertThat(response.getBody()).contains("\"login\":\"twitchdev\"");
		assertThat(this.twitch.getRefreshCount() - refreshes).isEqualTo(1);
		assertThat(this.twitch.getReplays()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "WEB_CLIENT, Invalid OAuth token", "WEB_CLIENT, invalid access token",
			"REST_CLIENT, Invalid OAuth token", "REST_CLIENT, invalid access token" })
	void callWhenEveryTokenIsRefusedThenRepeatsOnceAndPassesTheRefusalOn(HelixClient client, String message) {
		answers(refusal(401, message));
		String before = this.application.accessToken();
		ResponseEntity<String> response = client.get(this.application, "/things");
		assertThat(response.getStatusCode().value()).isEqualTo(401);
		assertThat(response.getBody()).isEqualTo(body(401, message));
		assertThat(tokensSent()).containsExactly("Bearer " + before, "Bearer " + this.application.accessToken())
			.doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@EnumSource
	void callWhenItHasABodyThenTheBodyIsRepeated(HelixClient client) {
		answers(refusal(401, "Invalid OAuth token"), WireMock.ok("sent"));
		ResponseEntity<String> response = client.post(this.application, "/things",
				Map.of("message", "héllo", "broadcaster_id", "1"));
		assertThat(response.getBody()).isEqualTo("sent");
		List<LoggedRequest> requests = requests();
		assertThat(requests).hasSize(2);
		assertThat(requests.get(0).getBodyAsString()).contains("héllo", "broadcaster_id");
		assertThat(requests.get(1).getBody()).isEqualTo(requests.get(0).getBody());
		assertThat(requests).allSatisfy((request) -> assertThat(request.getHeader("Content-Type"))
			.isEqualTo(requests.get(0).getHeader("Content-Type"))
			.startsWith("application/json"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			WEB_CLIENT  | 401 | Missing scope: user:read:email
			WEB_CLIENT  | 403 | Missing scope: user:read:email
			WEB_CLIENT  | 401 | Missing user:read:email scope
			WEB_CLIENT  | 403 | Missing user:read:email scope
			REST_CLIENT | 401 | Missing scope: user:read:email
			REST_CLIENT | 403 | Missing scope: user:read:email
			REST_CLIENT | 401 | Missing user:read:email scope
			REST_CLIENT | 403 | Missing user:read:email scope
			""")
	void callWhenScopeIsMissingThenSaysWhichAndWhatToDo(HelixClient client, int status, String message) {
		answers(refusal(status, message));
		assertThatExceptionOfType(MissingScopeException.class).isThrownBy(() -> client.get(this.application, "/things"))
			.withMessage("Account 'default' has not been granted the scope 'user:read:email', which Twitch demands for "
					+ "this call. Add it to twitch.oauth.scopes, then log in again");
		assertNotRepeated();
	}

	@ParameterizedTest
	@EnumSource
	void callWhenTokenIsOfAnotherClientThenSaysSo(HelixClient client) {
		answers(refusal(401, "Client ID and OAuth token do not match"));
		assertThatExceptionOfType(ClientConfigurationException.class)
			.isThrownBy(() -> client.get(this.application, "/things"))
			.withMessageContaining("'test-client'");
		assertNotRepeated();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			WEB_CLIENT  | 401 | The ID in user_id must match the user ID found in the request's OAuth token.
			WEB_CLIENT  | 401 | OAuth token is missing
			WEB_CLIENT  | 403 | The user is not a moderator
			REST_CLIENT | 401 | The ID in user_id must match the user ID found in the request's OAuth token.
			REST_CLIENT | 401 | OAuth token is missing
			REST_CLIENT | 403 | The user is not a moderator
			""")
	void callWhenItIsNotTheTokenThenPassesTheRefusalOn(HelixClient client, int status, String message) {
		answers(refusal(status, message));
		assertPassedOn(client, status, message);
		assertThat(validations()).isZero();
	}

	@Test
	void retrieveWhenTheTokenDidNotArriveThenTheFailureSaysWhatDropsIt() {
		answers(refusal(401, "OAuth token is missing"), refusal(401, "OAuth token is missing"));
		assertThatExceptionOfType(WebClientResponseException.Unauthorized.class)
			.isThrownBy(() -> this.application.bean("twitchWebClient", WebClient.class)
				.get()
				.uri("/things")
				.retrieve()
				.bodyToMono(String.class)
				.block(Duration.ofSeconds(20)))
			.withMessageContainingAll("401 Unauthorized: the token was sent, and did not arrive",
					"has an Authenticator")
			.satisfies((ex) -> assertThat(ex.getResponseBodyAsString()).contains("OAuth token is missing"));
		assertThatExceptionOfType(HttpClientErrorException.Unauthorized.class)
			.isThrownBy(() -> this.application.bean("twitchRestClient", RestClient.class)
				.get()
				.uri("/things")
				.retrieve()
				.body(String.class))
			.withMessageContainingAll("401 Unauthorized: the token was sent, and did not arrive",
					"has an Authenticator");
	}

	@ParameterizedTest
	@EnumSource
	void callWhenRefusalIsUnknownAndTokenIsValidThenPassesTheRefusalOn(HelixClient client) {
		answers(refusal(401, "Something went sideways"));
		assertPassedOn(client, 401, "Something went sideways");
		assertThat(validations()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void callWhenRefusalIsUnknownAndTokenIsNotValidThenRefreshesAndRepeats(HelixClient client) {
		answers(refusal(401, "Something went sideways"), WireMock.ok("fine"));
		this.twitch.expireAccessTokens();
		assertThat(client.get(this.application, "/things").getBody()).isEqualTo("fine");
		assertThat(tokensSent()).hasSize(2).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@EnumSource
	void callWhenRefusalIsUnknownAndNobodyCanTellThenPassesTheRefusalOn(HelixClient client) {
		answers(refusal(401, "Something went sideways"));
		this.twitch.on(Endpoint.VALIDATE).respond(Fault.status(503));
		assertPassedOn(client, 401, "Something went sideways");
	}

	@ParameterizedTest
	@EnumSource
	void callWhenRefusalIsEndlessThenPassesAllOfItOn(HelixClient client) {
		String body = "{\"message\":\"Invalid OAuth token\",\"padding\":\"" + "x".repeat(600_000) + "\"}";
		answers(WireMock.jsonResponse(body, 401).withChunkedDribbleDelay(40, 20));
		assertThat(client.get(this.application, "/things").getBody()).isEqualTo(body);
		assertNotRepeated();
	}

	private void assertPassedOn(HelixClient client, int status, String message) {
		ResponseEntity<String> response = client.get(this.application, "/things");
		assertThat(response.getStatusCode().value()).isEqualTo(status);
		assertThat(response.getBody()).isEqualTo(body(status, message));
		assertNotRepeated();
	}

	private void assertNotRepeated() {
		assertThat(requests()).hasSize(1);
		assertThat(this.twitch.getWireMockServer()
			.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/oauth2/token")))).isEmpty();
	}

	private int validations() {
		return this.twitch.getWireMockServer()
			.findAll(WireMock.getRequestedFor(WireMock.urlEqualTo("/oauth2/validate")))
			.size();
	}

}
