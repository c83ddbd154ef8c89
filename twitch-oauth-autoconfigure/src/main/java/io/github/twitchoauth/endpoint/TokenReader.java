package io.github.twitchoauth.endpoint;

import java.util.List;
import java.util.Set;

import io.github.twitchoauth.TokenSyntax;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;

import org.springframework.http.HttpStatus;

/**
 * Reads the answers of the token endpoint and of Twitch's validation endpoint.
 */
final class TokenReader {

	Outcome<TokenResponse> read(JsonBody body) {
		String accessToken = body.text("access_token");
		String refreshToken = body.text("refresh_token");
		if (accessToken == null) {
			return new Undetermined<>("answered without an access token", null, null);
		}
		if (!TokenSyntax.isValid(accessToken) || (refreshToken != null && !TokenSyntax.isValid(refreshToken))) {
			return new Undetermined<>("answered with a token that is not printable ASCII", null, null);
		}
		// RFC 6749, section 5.1, demands a type, which some servers leave out.
		String type = body.text("token_type");
		if (type != null && !"bearer".equalsIgnoreCase(type)) {
			return new Rejected<>(HttpStatus.OK.value(), ErrorCode.INVALID_RESPONSE,
					"a token of the type '" + SafeText.of(type, List.of()) + "', where only bearer can be used");
		}
		return new Success<>(new TokenResponse(accessToken, refreshToken, body.scopes("scope"), body.expiresAt()));
	}

	Outcome<TokenValidation> readValidation(JsonBody body) {
		String clientId = body.printable("client_id");
		if (clientId == null) {
			return new Undetermined<>("answered without a client id", null, null);
		}
		Set<String> scopes = body.scopes("scopes");
		return new Success<>(new TokenValidation(clientId, body.printable("user_id"), body.printable("login"),
				(scopes != null) ? scopes : Set.of(), body.expiresAt()));
	}

}
