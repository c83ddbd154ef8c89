package io.github.twitchoauth.test;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for a {@link MockTwitch} that keeps its logins in a file.
 */
class MockTwitchDataFileTests {

	private Path file;

	@BeforeEach
	void setUp(@TempDir Path directory) {
		this.file = directory.resolve("some/where/twitch.json");
	}

	@Test
	void startWhenThereIsADataFileThenTokensWorkAsBefore() throws Exception {
		JsonNode token = logIn();
		try (MockTwitch twitch = MockTwitch.start(0, this.file)) {
			assertThat(validate(twitch, token).statusCode()).isEqualTo(200);
			assertThat(refresh(twitch, token).statusCode()).isEqualTo(200);
			assertThat(validate(twitch, token).statusCode()).isEqualTo(401);
		}
	}

	@Test
	void startWhenATokenWasSpentBeforeThenPresentingItAgainKillsTheConnection() throws Exception {
		JsonNode token = logIn();
		JsonNode next;
		try (MockTwitch twitch = MockTwitch.start(0, this.file)) {
			next = body(refresh(twitch, token));
		}
		try (MockTwitch twitch = MockTwitch.start(0, this.file)) {
			assertThat(refresh(twitch, token).statusCode()).isEqualTo(400);
			assertThat(twitch.getReplays()).singleElement()
				.satisfies((replay) -> assertThat(replay.login()).isEqualTo("twitchdev"));
		}
		try (MockTwitch twitch = MockTwitch.start(0, this.file)) {
			assertThat(validate(twitch, next).statusCode()).isEqualTo(401);
			assertThat(refresh(twitch, next).statusCode()).isEqualTo(400);
		}
	}

	@Test
	void startWhenTheUserDisconnectedBeforeThenTokensStayDead() throws Exception {
		JsonNode token = logIn();
		try (MockTwitch twitch = MockTwitch.start(0, this.file)) {
			twitch.disconnect("TwitchDev");
		}
		try (MockTwitch twitch = MockTwitch.start(0, this.file)) {
			assertThat(refresh(twitch, token).statusCode()).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{}", "[{}]", "[1]", "null", "[null]" })
	void startWhenTheFileHoldsSomethingElseThenSaysSoAndLeavesIt(String content) throws IOException {
		Files.createDirectories(this.file.getParent());
		Files.writeString(this.file, content);
		assertThatIllegalStateException().isThrownBy(() -> MockTwitch.start(0, this.file))
			.withMessageContaining(this.file.toString())
			.withMessageContaining("delete it to start afresh");
		assertThat(this.file).hasContent(content);
	}

	@Test
	void startWhenTheFileIsADirectoryThenSaysSo() throws IOException {
		Files.createDirectories(this.file);
		assertThatIllegalStateException().isThrownBy(() -> MockTwitch.start(0, this.file))
			.withMessageContaining(this.file + "' is a directory")
			.withMessageNotContaining("delete");
	}

	private JsonNode logIn() throws Exception {
		try (MockTwitch twitch = MockTwitch.start(0, this.file)) {
			twitch.approveNext("TwitchDev");
			JsonNode code = body(post(twitch, Endpoint.DEVICE, "client_id=abc&scopes=user%3Abot"));
			return body(post(twitch, Endpoint.DEVICE_TOKEN,
					"client_id=abc&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code="
							+ code.get("device_code").asString()));
		}
	}

	private static HttpResponse<String> refresh(MockTwitch twitch, JsonNode token) throws Exception {
		return post(twitch, Endpoint.REFRESH, "client_id=abc&grant_type=refresh_token&refresh_token="
				+ URLEncoder.encode(token.get("refresh_token").asString(), StandardCharsets.UTF_8));
	}

	private static HttpResponse<String> validate(MockTwitch twitch, JsonNode token) throws Exception {
		return send(HttpRequest.newBuilder(URI.create(twitch.getBaseUrl() + Endpoint.VALIDATE.path()))
			.header("Authorization", "OAuth " + token.get("access_token").asString()));
	}

	private static HttpResponse<String> post(MockTwitch twitch, Endpoint endpoint, String form) throws Exception {
		return send(HttpRequest.newBuilder(URI.create(twitch.getBaseUrl() + endpoint.path()))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form)));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
	}

	private static JsonNode body(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

}
