package io.github.twitchoauth.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Fault}.
 */
class MockTwitchFaultTests {

	private final MockTwitch twitch = MockTwitch.start();

	private final TestApplication application = new TestApplication(this.twitch);

	@AfterEach
	void close() {
		this.twitch.close();
	}

	@Test
	void statusWhenInjectedThreeTimesThenFourthRequestWorks() {
		this.twitch.on(Endpoint.DEVICE).next(2).respond(Fault.status(503));
		this.twitch.on(Endpoint.DEVICE).respond(Fault.status(429).withHeader("Retry-After", "7"));
		assertThat(this.application.device("").statusCode()).isEqualTo(503);
		assertThat(this.application.device("").body())
			.isEqualTo("{\"status\":503,\"message\":\"Service Unavailable\"}");
		HttpResponse<String> limited = this.application.device("");
		assertThat(limited.statusCode()).isEqualTo(429);
		assertThat(limited.headers().firstValue("Retry-After")).hasValue("7");
		assertThat(this.twitch.getPendingUserCodes()).isEmpty();
		assertThat(this.application.device("").statusCode()).isEqualTo(200);
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isEqualTo(4);
	}

	@ParameterizedTest
	@EnumSource
	void statusWhenInjectedThenMeetsThatEndpointOnly(Endpoint endpoint) {
		this.twitch.on(endpoint).respond(Fault.status(418));
		for (Endpoint each : Endpoint.values()) {
			assertThat(call(each).statusCode() == 418).isEqualTo(each == endpoint);
		}
	}

	private HttpResponse<String> call(Endpoint endpoint) {
		return switch (endpoint) {
			case DEVICE -> this.application.device("");
			case DEVICE_TOKEN -> this.application.poll("code");
			case REFRESH -> this.application.refresh("token");
			case REVOKE -> this.application.revoke("token");
			case VALIDATE -> this.application.validate("token");
			case HELIX_USERS -> this.application.users("token", "");
			case EVENTSUB_CREATE -> this.application.subscribe("token", "{}");
			case EVENTSUB_LIST -> this.application.subscriptions("token", "");
			case EVENTSUB_DELETE -> this.application.unsubscribe("token", "?id=1");
			case CHAT_MESSAGES -> this.application.sendChatMessage("token", "{}");
		};
	}

	@ParameterizedTest
	@EnumSource(names = { "HELIX_USERS", "EVENTSUB_.*", "CHAT_MESSAGES" }, mode = Mode.MATCH_ANY)
	void statusWhenAtHelixThenHasHelixShape(Endpoint endpoint) {
		this.twitch.on(endpoint).respond(Fault.status(403, "Missing scope: bits:read"));
		assertThat(call(endpoint).body())
			.isEqualTo("{\"error\":\"Forbidden\",\"status\":403,\"message\":\"Missing scope: bits:read\"}");
	}

	@Test
	void bodiesWhenInjectedThenArrive() {
		this.twitch.on(Endpoint.DEVICE).respond(Fault.html(502));
		HttpResponse<String> html = this.application.device("");
		assertThat(html.statusCode()).isEqualTo(502);
		assertThat(html.body()).startsWith("<!doctype html>");
		this.twitch.on(Endpoint.DEVICE).respond(Fault.empty());
		HttpResponse<String> empty = this.application.device("");
		assertThat(empty.statusCode()).isEqualTo(200);
		assertThat(empty.body()).isEmpty();
		this.twitch.on(Endpoint.DEVICE).respond(Fault.truncatedJson());
		HttpResponse<String> truncated = this.application.device("");
		assertThat(truncated.statusCode()).isEqualTo(200);
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> TestApplication.json(truncated));
		this.twitch.on(Endpoint.DEVICE).respond(Fault.body(200, "text/plain", "hello"));
		assertThat(this.application.device("").body()).isEqualTo("hello");
	}

	@Test
	void breakdownsWhenInjectedThenRequestFailsAndIsNotProcessed() {
		this.twitch.on(Endpoint.DEVICE).respond(Fault.reset());
		this.twitch.on(Endpoint.DEVICE).respond(Fault.garbage());
		this.twitch.on(Endpoint.DEVICE).respond(Fault.interrupted());
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.application.device(""))
				.withCauseInstanceOf(IOException.class);
		}
		assertThat(this.twitch.getPendingUserCodes()).isEmpty();
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isEqualTo(3);
		assertThat(this.application.device("").statusCode()).isEqualTo(200);
	}

	@Test
	void delayWhenInjectedThenNormalAnswerIsLate() {
		this.twitch.on(Endpoint.DEVICE).respond(Fault.delay(Duration.ofMillis(300)));
		long start = System.nanoTime();
		assertThat(this.application.device("").statusCode()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		assertThat(this.twitch.getPendingUserCodes()).hasSize(1);
	}

	@Test
	void answerWhenUnauthorizedThenHasTwitchsChallenge() {
		this.twitch.on(Endpoint.DEVICE).respond(Fault.status(401));
		assertThat(List.of(this.application.users("nonsense", ""), this.application.subscribe("nonsense", "{}"),
				this.application.validate("nonsense"), this.application.device("")))
			.allSatisfy((response) -> {
				assertThat(response.statusCode()).isEqualTo(401);
				assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("OAuth realm='TwitchTV'");
			});
	}

	@Test
	void answerWhenStubIsUnauthorizedThenHasTwitchsChallenge() throws Exception {
		this.twitch.getWireMockServer().stubFor(WireMock.get("/helix/streams").willReturn(WireMock.unauthorized()));
		assertThat(this.application.get("/helix/streams").headers().allValues("WWW-Authenticate"))
			.containsExactly("OAuth realm='TwitchTV'");
		HttpClient client = HttpClient.newBuilder().authenticator(new Authenticator() {
		}).build();
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.twitch.getBaseUrl() + "/helix/streams")).build();
		assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "WWW-Authenticate", "www-authenticate" })
	void answerWhenFaultHasAChallengeThenHasNoOther(String name) {
		this.twitch.on(Endpoint.HELIX_USERS).respond(Fault.status(401).withHeader(name, "Bearer"));
		assertThat(this.application.users("nonsense", "").headers().allValues("WWW-Authenticate"))
			.containsExactly("Bearer");
	}

	@Test
	void lostAnswerWhenInjectedThenRequestIsProcessed() {
		JsonNode token = this.application.logIn("twitchdev", "");
		String refreshToken = TestApplication.text(token, "refresh_token");
		this.twitch.on(Endpoint.REFRESH).respond(Fault.lostAnswer());
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.application.refresh(refreshToken));
		assertThat(this.twitch.getRefreshCount()).isEqualTo(1);
		assertThat(this.application.refresh(refreshToken).statusCode()).isEqualTo(400);
		assertThat(this.twitch.getReplays()).hasSize(1);
	}

	@Test
	void lostAnswerWhenStatusThenRequestIsProcessed() {
		JsonNode token = this.application.logIn("twitchdev", "");
		this.twitch.on(Endpoint.REVOKE).respond(Fault.lostAnswer(502));
		assertThat(this.application.revoke(TestApplication.text(token, "access_token")).statusCode()).isEqualTo(502);
		assertThat(this.application.validate(TestApplication.text(token, "access_token")).statusCode()).isEqualTo(401);
	}

	@Test
	void clearFaultsWhenCalledThenNoneIsLeft() {
		this.twitch.on(Endpoint.DEVICE).next(100).respond(Fault.reset());
		this.twitch.clearFaults();
		assertThat(this.application.device("").statusCode()).isEqualTo(200);
	}

}
