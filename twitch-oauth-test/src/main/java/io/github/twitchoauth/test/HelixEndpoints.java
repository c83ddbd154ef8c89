package io.github.twitchoauth.test;

import io.github.twitchoauth.test.Grants.LiveToken;

/**
 * What the Helix API answers.
 */
final class HelixEndpoints {

	private final HelixAccess access;

	private final HelixUsersEndpoint users;

	private final EventSubEndpoint eventSub;

	private final ChatEndpoint chat;

	HelixEndpoints(MockTwitchState state) {
		this.access = new HelixAccess(state);
		this.users = new HelixUsersEndpoint(state);
		this.eventSub = new EventSubEndpoint(state);
		this.chat = new ChatEndpoint(state);
	}

	Reply answer(Endpoint endpoint, Exchange exchange) {
		return this.access.check(exchange, (token) -> answer(endpoint, exchange, token));
	}

	private Reply answer(Endpoint endpoint, Exchange exchange, LiveToken token) {
		return switch (endpoint) {
			case HELIX_USERS -> this.users.users(exchange, token);
			case EVENTSUB_CREATE -> this.eventSub.create(exchange, token);
			case EVENTSUB_LIST -> this.eventSub.list(exchange, token);
			case EVENTSUB_DELETE -> this.eventSub.delete(exchange, token);
			case CHAT_MESSAGES -> this.chat.send(exchange, token);
			default -> throw new IllegalArgumentException(endpoint + " is not of the Helix API");
		};
	}

}
