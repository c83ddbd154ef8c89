package io.github.twitchoauth.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the forms that parameters come in: URL-encoded, as parts, in the query.
 */
class RequestFormTests {

	private static final String BOUNDARY = "------------------------d74496d66958873e";

	private final MockTwitch twitch = MockTwitch.start();

	private final TestApplication application = new TestApplication(this.twitch);

	@BeforeEach
	void setInterval() {
		this.twitch.setInterval(Duration.ofNanos(1));
	}

	@AfterEach
	void close() {
		this.twitch.close();
	}

	/**
	 * What {@code curl --form} sends, as in Twitch's documentation.
	 */
	@Test
	void postWhenMultipartThenEveryEndpointReadsIt() {
		JsonNode token = logIn(this::multipart);
		assertThat(token.get("scope").toString()).isEqualTo("[\"bits:read\",\"user:read:chat\"]");
		JsonNode refreshed = refresh(this::multipart, token);
		revoke(this::multipart, refreshed);
		assertThat(this.twitch.getRequests(Endpoint.DEVICE)).singleElement().satisfies((request) -> {
			assertThat(request.parameterNames()).containsExactly("client_id", "scopes");
			assertThat(request.parameters()).containsEntry("scopes", "bits:read user:read:chat");
		});
		this.twitch.assertNoMisuse();
	}

	@Test
	void postWhenQueryThenEveryEndpointReadsItAndMisuseIsRecorded() {
		JsonNode token = logIn(this::query);
		revoke(this::query, refresh(this::query, token));
		assertThat(this.twitch.getMisuses()).contains("POST /oauth2/device carried client_id in the URL",
				"POST /oauth2/device carried scopes in the URL", "POST /oauth2/token carried grant_type in the URL",
				"POST /oauth2/token carried device_code in the URL",
				"POST /oauth2/token carried refresh_token in the URL", "POST /oauth2/revoke carried token in the URL");
	}

	@Test
	void deviceWhenScopesAreInTheQueryThenTokenHasNone() {
		assertThat(logIn(this::query).has("scope")).isFalse();
		JsonNode code = TestApplication
			.json(this.application.post("/oauth2/device?scopes=bits:read", Map.of("client_id", "test-client")));
		assertThat(grant(code, this::multipart).has("scope")).isFalse();
	}

	@Test
	void postWhenQueryContradictsFormThenFormCounts() {
		assertThat(this.application.post("/oauth2/device?client_id=other", Map.of("client_id", "test-client"))
			.statusCode()).isEqualTo(200);
		this.twitch.requireClientId("test-client");
		assertThat(this.application.post("/oauth2/device?client_id=other", Map.of("client_id", "test-client"))
			.statusCode()).isEqualTo(200);
		assertThat(this.application.post("/oauth2/device?client_id=test-client", Map.of("client_id", "other")).body())
			.contains("invalid client");
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data; boundary=b", "Multipart/Form-Data;boundary=\"b\"",
			"multipart/form-data; charset=utf-8; boundary=b" })
	void postWhenPartsAreWrittenDifferentlyThenReadsThem(String contentType) {
		String body = "preamble\r\n--b\r\ncontent-disposition: form-data; name=client_id\r\n\r\ntest-client\r\n"
				+ "--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=\"scopes\"\r\n\r\n"
				+ "bits:read\r\n--b\r\nContent-Disposition: form-data; name=\"scopes\"; filename=\"s\"\r\n\r\nfile\r\n--b--";
		HttpResponse<String> response = this.application.post("/oauth2/device", contentType, body);
		assertThat(response.body()).contains("device_code");
		assertThat(grant(TestApplication.json(response), this.application::post).get("scope").toString())
			.isEqualTo("[\"bits:read\"]");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "APPLICATION/X-WWW-FORM-URLENCODED", "application/x-www-form-urlencoded;charset=iso-8859-1",
					"Application/x-www-form-urlencoded ; charset=\"UTF-16\"" })
	void postWhenContentTypeIsWrittenDifferentlyThenReadsTheForm(String contentType) {
		HttpResponse<String> response = this.application.post("/oauth2/device", contentType,
				"client_id=test-client&scopes=bits%3Aread+user:read:chat");
		assertThat(grant(TestApplication.json(response), this.application::post).get("scope").toString())
			.isEqualTo("[\"bits:read\",\"user:read:chat\"]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "a b", "" })
	void postWhenCharsetIsUnknownThenRecordsMisuse(String charset) {
		HttpResponse<String> response = this.application.post("/oauth2/device",
				"application/x-www-form-urlencoded; charset=\"" + charset + "\"", "client_id=test-client");
		assertThat(response.body()).isEqualTo("{\"status\":400,\"message\":\"missing client id\"}");
		assertThat(this.twitch.getMisuses()).singleElement().asString().contains("Content-Type names a charset");
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data", "multipart/form-data; boundary=b",
			"multipart/form-data; boundary=other", "multipart/form-data; boundary=", "multipart/mixed; boundary=b",
			"multipart/", "application/json", "text/plain", "nonsense" })
	void postWhenBodyIsNoFormThenParametersAreMissing(String contentType) {
		for (String body : new String[] { "", "{\"client_id\":\"test-client\"}", "client_id=test-client",
				"--b\r\nContent-Disposition: form-data; name=\"scopes\"\r\n\r\nbits:re", "--b", "--b--",
				"--b\r\n\r\nno header\r\n--b--", "\0" }) {
			HttpResponse<String> response = this.application.post("/oauth2/device", contentType, body);
			assertThat(response.body()).isEqualTo("{\"status\":400,\"message\":\"missing client id\"}");
		}
	}

	private JsonNode logIn(Sender sender) {
		HttpResponse<String> response = sender.post("/oauth2/device", form("scopes", "bits:read user:read:chat"));
		assertThat(response.statusCode()).isEqualTo(200);
		return grant(TestApplication.json(response), sender);
	}

	private JsonNode grant(JsonNode code, Sender sender) {
		Map<String, String> poll = form("grant_type", TestApplication.DEVICE_CODE_GRANT);
		poll.put("device_code", TestApplication.text(code, "device_code"));
		assertThat(sender.post("/oauth2/token", poll).body()).contains("authorization_pending");
		this.twitch.approve(TestApplication.text(code, "user_code"), "twitchdev");
		return TestApplication.json(sender.post("/oauth2/token", poll));
	}

	private JsonNode refresh(Sender sender, JsonNode token) {
		Map<String, String> refresh = form("grant_type", "refresh_token");
		refresh.put("refresh_token", TestApplication.text(token, "refresh_token"));
		HttpResponse<String> response = sender.post("/oauth2/token", refresh);
		assertThat(response.statusCode()).isEqualTo(200);
		return TestApplication.json(response);
	}

	private void revoke(Sender sender, JsonNode token) {
		String accessToken = TestApplication.text(token, "access_token");
		assertThat(sender.post("/oauth2/revoke", form("token", accessToken)).statusCode()).isEqualTo(200);
		assertThat(this.application.validate(accessToken).statusCode()).isEqualTo(401);
	}

	private static Map<String, String> form(String name, String value) {
		return new TreeMap<>(Map.of("client_id", "test-client", name, value));
	}

	private HttpResponse<String> multipart(String path, Map<String, String> form) {
		String parts = form.entrySet()
			.stream()
			.map((field) -> "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field.getKey()
					+ "\"\r\n\r\n" + field.getValue() + "\r\n")
			.collect(Collectors.joining());
		return this.application.post(path, "multipart/form-data; boundary=" + BOUNDARY,
				parts + "--" + BOUNDARY + "--\r\n");
	}

	private HttpResponse<String> query(String path, Map<String, String> form) {
		return this.application.post(path + "?" + TestApplication.encode(form), "text/plain", "");
	}

	@FunctionalInterface
	private interface Sender {

		HttpResponse<String> post(String path, Map<String, String> form);

	}

}
