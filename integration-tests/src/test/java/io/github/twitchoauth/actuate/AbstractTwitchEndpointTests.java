package io.github.twitchoauth.actuate;

import java.time.Duration;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.integration.Secrets;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.netty.handler.codec.http.HttpMethod;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the actuator tells and does over HTTP, whatever serves it.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractTwitchEndpointTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String OPERATOR = "Basic b3BlcmF0b3I6cGFzc3dvcmQ=";

	private static final String ACCOUNT = "/actuator/twitch/default";

	private final WebApplicationType type;

	private final List<Class<?>> security;

	private ActuatorApplication application;

	AbstractTwitchEndpointTests(WebApplicationType type, Class<?> security) {
		this.type = type;
		this.security = List.of(security);
	}

	@BeforeAll
	void start() {
		this.application = ActuatorApplication.start(this.type, this.security,
				"management.endpoints.web.exposure.include=*", "management.endpoint.twitch.access=unrestricted",
				"management.endpoint.twitch.show-values=when-authorized", "management.endpoint.env.show-values=always",
				"management.endpoint.configprops.show-values=always", "management.endpoint.health.show-details=always",
				"management.httpexchanges.recording.include=request-headers,response-headers,authorization-header,cookie-headers,principal,remote-address,session-id,time-taken");
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@AfterEach
	void logOut() {
		this.application.accounts().logOut("default").block(PATIENCE);
	}

	@Test
	void accountWhenLoggedInThenShowsTheUserOnlyToTheAuthorized() {
		logIn();
		String stranger = send("GET", ACCOUNT, "").body();
		assertThat(JsonPath.<String>read(stranger, "$.state")).isEqualTo("LOGGED_IN");
		assertThat(stranger).doesNotContain("twitchdev");
		String operator = send("GET", ACCOUNT, OPERATOR).body();
		assertThat(JsonPath.<String>read(operator, "$.login")).isEqualTo("twitchdev");
		assertThat(JsonPath.<List<String>>read(operator, "$.scopes")).containsExactly("user:read:chat");
	}

	@Test
	void accountsWhenNobodyHasLoggedInThenListsTheConfiguredOnes() {
		String accounts = send("GET", "/actuator/twitch", "").body();
		assertThat(JsonPath.<List<String>>read(accounts, "$.accounts[*].account")).containsExactly("default", "bot");
		assertThat(JsonPath.<List<String>>read(accounts, "$.accounts[*].state")).containsOnly("LOGGED_OUT");
	}

	@Test
	void accountWhenNothingIsKnownOfItThenIsNotFound() {
		assertThat(send("GET", "/actuator/twitch/never-heard-of", "").status()).isEqualTo(404);
	}

	@Test
	void logInWhenItCannotBeDoneThenSaysWhetherToTryAgain() {
		String odd = "/actuator/twitch/" + "x".repeat(600);
		assertThat(send("GET", odd, OPERATOR).status()).isEqualTo(404);
		assertThat(send("POST", odd, OPERATOR).status()).isEqualTo(404);
		this.application.twitch().on(Endpoint.DEVICE).next(10).respond(Fault.status(503));
		Answer answer = send("POST", ACCOUNT, OPERATOR);
		this.application.twitch().clearFaults();
		assertThat(answer.status()).isEqualTo(503);
		assertThat(JsonPath.<String>read(answer.body(), "$.error")).contains("Twitch answered 503");
	}

	@Test
	void logInWhenPostedThenBeginsALoginWhoseCodeOnlyTheAuthorizedSee() {
		String begun = send("POST", ACCOUNT, OPERATOR).body();
		String code = this.application.twitch().awaitUserCode(PATIENCE);
		assertThat(JsonPath.<String>read(begun, "$.state")).isEqualTo("WAITING_FOR_APPROVAL");
		assertThat(send("GET", ACCOUNT, OPERATOR).body()).contains(code);
		assertThat(send("GET", ACCOUNT, "").body()).doesNotContain(code);
		this.application.twitch().approve(code, "twitchdev");
		awaitState(State.LOGGED_IN);
	}

	@Test
	void logInWhenPostedByAStrangerThenDoesNotShowTheCode() {
		String begun = send("POST", ACCOUNT, "").body();
		String code = this.application.twitch().awaitUserCode(PATIENCE);
		assertThat(JsonPath.<String>read(begun, "$.state")).isEqualTo("WAITING_FOR_APPROVAL");
		assertThat(begun).doesNotContain(code);
		this.application.twitch().expireCode(code);
	}

	@Test
	void logInWhenPostedByAStrangerThenDoesNotShowWhoIsLoggedIn() {
		logIn();
		String begun = send("POST", ACCOUNT, "").body();
		assertThat(JsonPath.<String>read(begun, "$.state")).isEqualTo("LOGGED_IN");
		assertThat(begun).doesNotContain("twitchdev");
		this.application.twitch().expireCode(this.application.twitch().awaitUserCode(PATIENCE));
	}

	@Test
	void logOutWhenDeletedThenRevokesTheToken() {
		logIn();
		long revocations = this.application.twitch().getRequestCount(Endpoint.REVOKE);
		String body = send("DELETE", ACCOUNT, OPERATOR).body();
		assertThat(JsonPath.<String>read(body, "$.state")).isEqualTo("LOGGED_OUT");
		assertThat(this.application.twitch().getRequestCount(Endpoint.REVOKE)).isGreaterThan(revocations);
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch", "twitch/default", "env", "configprops", "httpexchanges", "health", "beans",
			"conditions", "mappings", "metrics", "loggers", "threaddump", "prometheus", "scheduledtasks", "info" })
	void endpointWhenEverythingIsShownThenHasNoSecret(String endpoint) {
		logIn();
		Answer answer = send("GET", "/actuator/" + endpoint, OPERATOR);
		Secrets secrets = this.application.secrets();
		assertThat(answer.status()).isEqualTo(200);
		assertThat(secrets.all()).hasSizeGreaterThan(5);
		assertThat(secrets.leaks(answer.body())).isEmpty();
	}

	@Test
	void configurationWhenShownThenHasTheNamesOfSecretProperties() {
		assertThat(send("GET", "/actuator/env", OPERATOR).body()).contains("twitch.oauth.client-secret",
				"twitch.oauth.token-store.encryption-key", "test-client");
		assertThat(send("GET", "/actuator/configprops", OPERATOR).body()).contains("clientSecret", "encryptionKey");
	}

	@Test
	void exchangesWhenRecordedThenAreThoseThatCameIn() {
		send("GET", ACCOUNT, "");
		assertThat(send("GET", "/actuator/httpexchanges", OPERATOR).body()).contains(ACCOUNT)
			.doesNotContain("/oauth2/");
	}

	// A login that has not quite ended would be joined by the next one.
	private void logIn() {
		this.application.twitch().approveNext("twitchdev");
		this.application.bean(DeviceAuthFlow.class).authorize().block(PATIENCE);
	}

	private void awaitState(State state) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.application.accounts().getStatus("default").block(PATIENCE).state() == state);
	}

	private Answer send(String method, String path, String authorization) {
		return HttpClient.newConnection().headers((headers) -> {
			headers.set("Content-Type", "application/json");
			if (!authorization.isEmpty()) {
				headers.set("Authorization", authorization);
			}
		})
			.request(HttpMethod.valueOf(method))
			.uri("http://localhost:" + this.application.port() + path)
			.responseSingle((response, content) -> content.asString()
				.defaultIfEmpty("")
				.map((body) -> new Answer(response.status().code(), body)))
			.block(PATIENCE);
	}

	private record Answer(int status, String body) {

	}

}
