package io.github.twitchoauth.test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@link MockTwitch} stands many requests at once.
 */
class MockTwitchLoadTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void pollWhenThousandsAtOnceThenAnswersAndCountsThemAll() {
		try (MockTwitch twitch = MockTwitch.start()) {
			TestApplication application = new TestApplication(twitch);
			JsonNode code = application.code("");
			HttpRequest poll = poll(twitch, TestApplication.text(code, "device_code"));
			twitch.on(Endpoint.DEVICE_TOKEN).next(1_000).respond(Fault.delay(Duration.ofMillis(500)));
			List<CompletableFuture<HttpResponse<String>>> polls = IntStream.range(0, 3_000)
				.mapToObj((i) -> this.client.sendAsync(poll, BodyHandlers.ofString()))
				.toList();
			assertThat(polls).allSatisfy((response) -> assertThat(response.join().statusCode()).isEqualTo(400));
			assertThat(twitch.getPollCount(TestApplication.text(code, "user_code"))).isEqualTo(3_000);
			assertThat(twitch.getRequestCount(Endpoint.DEVICE_TOKEN)).isEqualTo(3_000);
			assertThat(twitch.getRequests(Endpoint.DEVICE_TOKEN)).hasSize(2_000);
		}
	}

	private static HttpRequest poll(MockTwitch twitch, String deviceCode) {
		String form = TestApplication.encode(Map.of("client_id", "test-client", "device_code", deviceCode, "grant_type",
				TestApplication.DEVICE_CODE_GRANT));
		return HttpRequest.newBuilder(URI.create(twitch.getBaseUrl() + "/oauth2/token"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form))
			.build();
	}

}
