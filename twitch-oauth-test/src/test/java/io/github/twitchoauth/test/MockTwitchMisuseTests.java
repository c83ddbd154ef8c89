package io.github.twitchoauth.test;

import java.time.Duration;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link MockTwitch} says about misuse.
 */
class MockTwitchMisuseTests {

	private final MockTwitch twitch = MockTwitch.start();

	private final TestApplication application = new TestApplication(this.twitch);

	@AfterEach
	void close() {
		this.twitch.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "client_secret", "device_code", "refresh_token", "token", "access_token" })
	void misuseWhenSecretIsInUrlThenRecordedWithoutIt(String name) {
		this.application.post("/oauth2/token?" + name + "=hidden", Map.of());
		assertThat(this.twitch.getMisuses()).containsExactly("POST /oauth2/token carried " + name + " in the URL");
	}

	@Test
	void misuseWhenClientSecretIsOnDeviceRequestThenRecorded() {
		this.application.post("/oauth2/device", Map.of("client_id", "test-client", "client_secret", "hidden"));
		assertThat(this.twitch.getMisuses())
			.containsExactly("POST /oauth2/device carried client_secret, which does not belong there");
	}

	@Test
	void misuseWhenPolledEarlyThenRecorded() {
		JsonNode code = this.application.code("");
		poll(code);
		poll(code);
		assertThat(this.twitch.getMisuses()).hasSize(2)
			.allSatisfy((misuse) -> assertThat(misuse).matches("The code " + userCode(code)
					+ " was polled \\d+ ms after the previous answer; the interval is 5000 ms"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.twitch::assertNoMisuse)
			.withMessageContaining("misused 2 times")
			.withMessageContaining(this.twitch.getMisuses().get(0));
	}

	@Test
	void misuseWhenPolledWithAnotherClientIdThenIsNoEarlyPoll() {
		JsonNode code = this.application.code("");
		this.twitch.requireClientId("test-client", "other");
		for (String clientId : new String[] { "other", "unknown", "" }) {
			new TestApplication(this.twitch, clientId).poll(TestApplication.text(code, "device_code"));
		}
		this.twitch.assertNoMisuse();
		assertThat(this.twitch.getPollCount(userCode(code))).isZero();
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN)).isEqualTo(3);
	}

	@Test
	void misuseWhenPolledInTimeThenNone() {
		this.twitch.setInterval(Duration.ofMillis(50));
		JsonNode code = this.application.code("");
		for (int i = 0; i < 3; i++) {
			await(Duration.ofMillis(50));
			poll(code);
		}
		assertThat(this.twitch.getPollCount(userCode(code))).isEqualTo(3);
		this.twitch.assertNoMisuse();
	}

	@Test
	void misuseWhenPolledTooSoonAfterSlowDownThenRecorded() {
		this.twitch.setInterval(Duration.ofMillis(20));
		JsonNode code = this.application.code("");
		this.twitch.slowDown(userCode(code));
		await(Duration.ofMillis(20));
		poll(code);
		this.twitch.assertNoMisuse();
		await(Duration.ofMillis(20));
		poll(code);
		assertThat(this.twitch.getMisuses()).singleElement().asString().endsWith("the interval is 5020 ms");
	}

	@Test
	void misuseWhenIntervalCountsFromRequestInsteadOfLateAnswerThenRecorded() {
		this.twitch.setInterval(Duration.ofSeconds(2));
		JsonNode code = this.application.code("");
		this.twitch.on(Endpoint.DEVICE_TOKEN).respond(Fault.delay(Duration.ofMillis(2_100)));
		await(Duration.ofSeconds(2));
		poll(code);
		this.twitch.assertNoMisuse();
		poll(code);
		assertThat(this.twitch.getMisuses()).hasSize(1);
	}

	@Test
	void misuseWhenDeviceCodeIsInVerificationLinkThenRecorded() {
		JsonNode code = this.application.code("");
		this.application.get("/activate?device-code=" + TestApplication.text(code, "device_code"));
		assertThat(this.twitch.getMisuses())
			.containsExactly("The secret device code was put into the verification link");
	}

	@Test
	void getWireMockServerWhenStubIsAddedThenItComesFirst() {
		this.twitch.getWireMockServer()
			.stubFor(WireMock.get("/helix/streams").willReturn(WireMock.okJson("{\"data\":[]}")));
		assertThat(this.application.get("/helix/streams").body()).isEqualTo("{\"data\":[]}");
		assertThat(this.application.get("/helix/games").statusCode()).isEqualTo(404);
		this.twitch.getWireMockServer().verify(WireMock.getRequestedFor(WireMock.urlEqualTo("/helix/streams")));
	}

	private void poll(JsonNode code) {
		this.application.poll(TestApplication.text(code, "device_code"));
	}

	private static String userCode(JsonNode code) {
		return TestApplication.text(code, "user_code");
	}

	private static void await(Duration duration) {
		long start = System.nanoTime();
		Awaitility.await()
			.pollDelay(Duration.ofMillis(1))
			.pollInterval(Duration.ofMillis(1))
			.until(() -> System.nanoTime() - start > duration.toNanos());
	}

}
