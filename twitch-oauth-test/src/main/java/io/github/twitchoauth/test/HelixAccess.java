package io.github.twitchoauth.test;

import java.util.function.Function;

import io.github.twitchoauth.test.Grants.LiveToken;

/**
 * Refuses calls of the Helix API that lack the right headers.
 */
final class HelixAccess {

	private final MockTwitchState state;

	HelixAccess(MockTwitchState state) {
		this.state = state;
	}

	Reply check(Exchange exchange, Function<LiveToken, Reply> answer) {
		String credentials = exchange.credentials("Bearer");
		if (credentials == null) {
			return unauthorized("OAuth token is missing");
		}
		LiveToken token = this.state.grants().find(credentials);
		if (token == null) {
			return unauthorized("Invalid OAuth token");
		}
		if (!token.clientId().equals(exchange.header("Client-Id"))) {
			return unauthorized("Client ID and OAuth token do not match");
		}
		return answer.apply(token);
	}

	static Reply unauthorized(String message) {
		return Reply.helixError(401, "Unauthorized", message);
	}

	static Reply badRequest(String message) {
		return Reply.helixError(400, "Bad Request", message);
	}

}
