package io.github.twitchoauth.web;

import java.nio.charset.StandardCharsets;

import io.github.twitchoauth.web.TokenRefusal.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenRefusal}.
 */
class TokenRefusalTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			401 | Invalid OAuth token                                | DEAD_TOKEN
			401 | invalid access token                               | DEAD_TOKEN
			401 | ' INVALID OAUTH TOKEN. '                           | DEAD_TOKEN
			401 | Client ID and OAuth token do not match             | CLIENT_MISMATCH
			401 | The ID in user_id must match the user ID           | OTHER
			401 | The ID in broadcaster_id must match the token's    | OTHER
			401 | OAuth token is missing                             | OTHER
			401 | Something went sideways                            | UNKNOWN
			401 | ''                                                 | UNKNOWN
			403 | Invalid OAuth token                                | OTHER
			403 | subscription missing proper authorization          | OTHER
			403 | Client ID and OAuth token do not match             | OTHER
			""")
	void ofWhenMessageIsAboutNoScopeThenTellsWhatItIsAbout(int status, String message, Kind kind) {
		assertThat(refusal(status, json(message))).isEqualTo(new TokenRefusal(kind, ""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Missing scope: user:read:email                   | user:read:email
			missing scope user:read:email                    | user:read:email
			Missing scopes: bits:read or clips:edit          | bits:read or clips:edit
			Missing user:read:chat scope                     | user:read:chat
			missing required scope: user:read:chat           | user:read:chat
			Missing required user:read:chat scope.           | user:read:chat
			""")
	void ofWhenScopeIsMissingThenNamesItInBothWordOrders(String message, String scope) {
		TokenRefusal expected = new TokenRefusal(Kind.MISSING_SCOPE, scope);
		assertThat(refusal(401, json(message))).isEqualTo(expected);
		assertThat(refusal(403, json(message))).isEqualTo(expected);
	}

	@Test
	void ofWhenScopeIsNoScopeThenItIsShortAndPrintable() {
		String scope = refusal(401, json("Missing scope: a\\u001b[31m\\u202eb" + "x".repeat(1000))).scope();
		assertThat(scope).startsWith("a [31m bx").hasSize(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not json", "[]", "{}", "{\"message\":7}", "{\"message\":\"Invalid OAuth token\"" })
	void ofWhenThereIsNoMessageThenUnknown(String body) {
		assertThat(refusal(401, body).kind()).isEqualTo(Kind.UNKNOWN);
		assertThat(refusal(403, body).kind()).isEqualTo(Kind.OTHER);
	}

	@Test
	void ofWhenThereIsNoMessageButAChallengeThenTokenIsDead() {
		HttpHeaders headers = new HttpHeaders();
		headers.add("WWW-Authenticate", "Bearer realm=\"x\", error=\"invalid_token\"");
		assertThat(TokenRefusal.of(new HelixAnswer(401, headers, new byte[0])).kind()).isEqualTo(Kind.DEAD_TOKEN);
	}

	private static String json(String message) {
		return "{\"error\":\"Unauthorized\",\"status\":401,\"message\":\"" + message + "\"}";
	}

	private static TokenRefusal refusal(int status, String body) {
		return TokenRefusal.of(new HelixAnswer(status, new HttpHeaders(), body.getBytes(StandardCharsets.UTF_8)));
	}

}
