package io.github.twitchoauth.test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.twitchoauth.test.Grants.LiveToken;
import io.github.twitchoauth.test.Grants.Refresh;
import org.jspecify.annotations.Nullable;

/**
 * What id.twitch.tv answers.
 */
final class OAuthEndpoints {

	private final MockTwitchState state;

	private final DeviceEndpoint device;

	OAuthEndpoints(MockTwitchState state) {
		this.state = state;
		this.device = new DeviceEndpoint(state);
	}

	Reply device(Parameters parameters, Parameters form, String baseUrl) {
		Reply refusal = checkClient(parameters);
		if (refusal != null) {
			return refusal;
		}
		return this.device.answer(parameters.get("client_id"), form, baseUrl);
	}

	Reply deviceToken(Parameters parameters) {
		Reply refusal = checkClient(parameters);
		if (refusal != null) {
			return refusal;
		}
		DeviceAuthorization code = this.state.codes()
			.findByDeviceCode(parameters.get("device_code"), parameters.get("client_id"));
		if (code == null) {
			return Reply.error(400, "invalid device code");
		}
		return switch (code.poll()) {
			case PENDING -> Reply.error(400, "authorization_pending");
			case SLOW_DOWN -> Reply.error(400, "slow_down");
			case DENIED -> Reply.error(400, "access_denied");
			case INVALID -> Reply.error(400, "invalid device code");
			case GRANTED -> token(this.state.grants().create(code.user(), code.clientId(), code.scopes()));
		};
	}

	Reply refresh(Parameters parameters) {
		Reply refusal = checkClient(parameters);
		if (refusal == null) {
			refusal = checkSecret(parameters);
		}
		if (refusal != null) {
			return refusal;
		}
		String clientId = parameters.get("client_id");
		Refresh refresh = this.state.grants().refresh(clientId, parameters.get("refresh_token"));
		if (refresh.replayedBy() != null) {
			this.state.recorder().replayed(clientId, refresh.replayedBy());
		}
		if (refresh.token() != null) {
			return token(refresh.token());
		}
		int status = (refresh.status() == Grant.Status.DISCONNECTED) ? 401 : 400;
		return Reply.error(status, "Invalid refresh token");
	}

	private static Reply token(IssuedToken token) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("access_token", token.accessToken());
		body.put("expires_in", Seconds.of(token.expiresIn()));
		body.put("refresh_token", token.refreshToken());
		if (!token.scopes().isEmpty()) {
			body.put("scope", token.scopes());
		}
		body.put("token_type", "bearer");
		return Reply.json(200, body);
	}

	private @Nullable Reply checkClient(Parameters parameters) {
		String clientId = parameters.get("client_id");
		if (clientId.isEmpty()) {
			return Reply.error(400, "missing client id");
		}
		return this.state.settings().isKnown(clientId) ? null : Reply.error(400, "invalid client");
	}

	private @Nullable Reply checkSecret(Parameters parameters) {
		String expected = this.state.settings().clientSecret(parameters.get("client_id"));
		String actual = parameters.get("client_secret");
		if (expected == null || expected.equals(actual)) {
			return null;
		}
		return actual.isEmpty() ? Reply.error(400, "missing client secret") : Reply.error(403, "invalid client secret");
	}

	Reply revoke(Parameters parameters) {
		String clientId = parameters.get("client_id");
		if (!this.state.settings().isKnown(clientId)) {
			return clientId.isEmpty() ? Reply.error(400, "missing client id")
					: Reply.error(404, "client does not exist");
		}
		boolean revoked = this.state.grants().revoke(clientId, parameters.get("token"));
		return revoked ? Reply.empty(200) : Reply.error(400, "Invalid token");
	}

	Reply validate(@Nullable String accessToken) {
		LiveToken token = this.state.grants().find(accessToken);
		if (token == null) {
			return Reply.error(401, (accessToken != null) ? "invalid access token" : "missing authorization token");
		}
		Duration left = Duration.between(this.state.settings().clock().instant(), token.expiresAt());
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("client_id", token.clientId());
		body.put("login", token.user().login());
		body.put("scopes", token.scopes().isEmpty() ? null : token.scopes());
		body.put("user_id", token.user().id());
		body.put("expires_in", Math.max(1, left.toSeconds()));
		return Reply.json(200, body);
	}

}
