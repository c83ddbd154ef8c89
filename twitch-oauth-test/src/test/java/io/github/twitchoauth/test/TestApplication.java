package io.github.twitchoauth.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An application that talks to {@link MockTwitch} over a socket.
 */
final class TestApplication {

	static final String DEVICE_CODE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

	private final HttpClient client = HttpClient.newHttpClient();

	private final MockTwitch twitch;

	private final String clientId;

	TestApplication(MockTwitch twitch) {
		this(twitch, "test-client");
	}

	TestApplication(MockTwitch twitch, String clientId) {
		this.twitch = twitch;
		this.clientId = clientId;
	}

	HttpResponse<String> post(String path, Map<String, String> form) {
		return post(path, "application/x-www-form-urlencoded", encode(form));
	}

	HttpResponse<String> post(String path, String contentType, String body) {
		return send(request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	HttpResponse<String> get(String path, String... headers) {
		HttpRequest.Builder request = request(path);
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	HttpResponse<String> head(String path) {
		return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.twitch.getBaseUrl() + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String encode(Map<String, String> form) {
		return form.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	HttpResponse<String> device(String scopes) {
		return post("/oauth2/device", Map.of("client_id", this.clientId, "scopes", scopes));
	}

	JsonNode code(String scopes) {
		return json(device(scopes));
	}

	HttpResponse<String> poll(String deviceCode) {
		return post("/oauth2/token",
				Map.of("client_id", this.clientId, "device_code", deviceCode, "grant_type", DEVICE_CODE_GRANT));
	}

	JsonNode logIn(String login, String scopes) {
		JsonNode code = code(scopes);
		this.twitch.approve(text(code, "user_code"), login);
		return json(poll(text(code, "device_code")));
	}

	HttpResponse<String> refresh(String refreshToken, String... secret) {
		Map<String, String> form = new TreeMap<>(
				Map.of("client_id", this.clientId, "refresh_token", refreshToken, "grant_type", "refresh_token"));
		for (String value : secret) {
			form.put("client_secret", value);
		}
		return post("/oauth2/token", form);
	}

	HttpResponse<String> revoke(String token) {
		return post("/oauth2/revoke", Map.of("client_id", this.clientId, "token", token));
	}

	HttpResponse<String> validate(String accessToken) {
		return get("/oauth2/validate", "Authorization", "OAuth " + accessToken);
	}

	HttpResponse<String> users(String accessToken, String query) {
		return get("/helix/users" + query, "Authorization", "Bearer " + accessToken, "Client-Id", this.clientId);
	}

	HttpResponse<String> subscriptions(String accessToken, String query) {
		return get("/helix/eventsub/subscriptions" + query, "Authorization", "Bearer " + accessToken, "Client-Id",
				this.clientId);
	}

	HttpResponse<String> subscribe(String accessToken, String body) {
		return postJson("/helix/eventsub/subscriptions", accessToken, body);
	}

	HttpResponse<String> unsubscribe(String accessToken, String query) {
		return send(authorized("/helix/eventsub/subscriptions" + query, accessToken).DELETE());
	}

	HttpResponse<String> sendChatMessage(String accessToken, String body) {
		return postJson("/helix/chat/messages", accessToken, body);
	}

	private HttpResponse<String> postJson(String path, String accessToken, String body) {
		return send(authorized(path, accessToken).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private HttpRequest.Builder authorized(String path, String accessToken) {
		return request(path).header("Authorization", "Bearer " + accessToken).header("Client-Id", this.clientId);
	}

	static JsonNode json(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

	static String text(JsonNode node, String name) {
		return node.get(name).asString();
	}

}
