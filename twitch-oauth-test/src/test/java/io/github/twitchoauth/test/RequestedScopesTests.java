package io.github.twitchoauth.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the scopes that applications ask {@link MockTwitch} for.
 */
class RequestedScopesTests {

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

	@Test
	void tokenWhenPublicClientSendsScopeThenHasThem() {
		assertThat(scopesOf(Map.of("scope", "bits:read user:read:chat")))
			.isEqualTo("[\"bits:read\",\"user:read:chat\"]");
		assertThat(scopesOf(Map.of("scope", "bits:read", "scopes", "user:read:chat")))
			.isEqualTo("[\"user:read:chat\"]");
		this.twitch.assertNoMisuse();
	}

	@Test
	void tokenWhenConfidentialClientSendsScopeThenHasNone() {
		this.twitch.requireClientSecret("test-client", "secret");
		assertThat(scopesOf(Map.of("scope", "bits:read"))).isEqualTo("none");
		assertThat(this.twitch.getMisuses())
			.containsExactly("POST /oauth2/device carried scope, which Twitch ignores for confidential clients: "
					+ "it must be scopes");
		assertThat(scopesOf(Map.of("scope", "bits:read", "scopes", "bits:read"))).isEqualTo("[\"bits:read\"]");
		assertThat(this.twitch.getMisuses()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bits:read,user:read:chat", "bits:read+user:read:chat", "[\"bits:read\"]", "Bits:Read",
			"bits:", ":read", "bits::read", "<i>bits</i>", "bits-read", "ü:read" })
	void deviceWhenScopeIsMalformedThenRefuses(String scope) {
		for (String name : new String[] { "scope", "scopes" }) {
			HttpResponse<String> response = this.application.post("/oauth2/device",
					Map.of("client_id", "test-client", name, "bits:read " + scope));
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(TestApplication.text(TestApplication.json(response), "message"))
				.isEqualTo("invalid scope requested: '" + scope + "'");
		}
		assertThat(this.twitch.getPendingUserCodes()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "user_read", "user:edit:follows", "user:manage:broadcast", "no:such:scope" })
	void deviceWhenScopeIsUnknownOrRetiredThenRecordsWhatTwitchSays(String scope) {
		assertThat(scopesOf(Map.of("scopes", "bits:read " + scope))).contains(scope);
		assertThat(this.twitch.getMisuses()).singleElement()
			.asString()
			.startsWith("The scope '" + scope + "' is unknown")
			.endsWith("400 \"invalid scope requested: '" + scope + "'\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "bits:read", "  bits:read  bits:read ", "chat:read chat:edit whispers:read",
			"channel:read:stream_key user:manage:whispers" })
	void deviceWhenScopesAreKnownThenNoMisuse(String scopes) {
		assertThat(this.application.device(scopes).statusCode()).isEqualTo(200);
		this.twitch.assertNoMisuse();
	}

	private String scopesOf(Map<String, String> scopes) {
		Map<String, String> form = new HashMap<>(scopes);
		form.put("client_id", "test-client");
		this.twitch.approveNext("twitchdev");
		JsonNode code = TestApplication.json(this.application.post("/oauth2/device", form));
		JsonNode token = TestApplication.json(this.application.poll(TestApplication.text(code, "device_code")));
		return token.has("scope") ? token.get("scope").toString() : "none";
	}

}
