package io.github.twitchoauth.test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code POST /oauth2/device} answers.
 */
final class DeviceEndpoint {

	private final MockTwitchState state;

	DeviceEndpoint(MockTwitchState state) {
		this.state = state;
	}

	Reply answer(String clientId, Parameters form, String baseUrl) {
		RequestedScopes scopes = scopes(clientId, form);
		Optional<String> malformed = scopes.malformed().findFirst();
		if (malformed.isPresent()) {
			return Reply.error(400, RequestedScopes.refusal(malformed.get()));
		}
		scopes.unknown().forEach(this.state.recorder()::unknownScope);
		return code(this.state.codes().issue(clientId, scopes.values()), baseUrl);
	}

	// Scopes in the query get lost: github.com/nicklaw5/helix/issues/252
	private RequestedScopes scopes(String clientId, Parameters form) {
		if (form.has("scopes") || !form.has("scope")) {
			return RequestedScopes.parse(form.get("scopes"));
		}
		if (this.state.settings().isPublic(clientId)) {
			return RequestedScopes.parse(form.get("scope"));
		}
		this.state.recorder()
			.misuse("POST /oauth2/device carried scope, which Twitch ignores for confidential clients: "
					+ "it must be scopes");
		return RequestedScopes.parse("");
	}

	private Reply code(DeviceAuthorization code, String baseUrl) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("device_code", code.deviceCode());
		body.put("expires_in", Seconds.of(this.state.settings().codeExpiresIn()));
		body.put("interval", Seconds.of(code.polls().interval()));
		body.put("user_code", code.userCode());
		body.put("verification_uri", baseUrl + "/activate?public=true&device-code=" + code.userCode());
		return Reply.json(200, body);
	}

}
