package io.github.twitchoauth.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.test.ChatRooms.DropReason;
import io.github.twitchoauth.test.Grants.LiveToken;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code POST /helix/chat/messages} answers.
 *
 * @see <a href="https://dev.twitch.tv/docs/api/reference/#send-chat-message">Send Chat
 * Message</a>
 */
final class ChatEndpoint {

	private static final String SCOPE = "user:write:chat";

	private static final int MAX_LENGTH = 500;

	private final MockTwitchState state;

	ChatEndpoint(MockTwitchState state) {
		this.state = state;
	}

	Reply send(Exchange exchange, LiveToken token) {
		if (!token.scopes().contains(SCOPE)) {
			return HelixAccess.unauthorized("Missing scope: " + SCOPE);
		}
		try {
			JsonNode request = JsonMapper.shared().readTree(exchange.body());
			Reply refusal = check(request, token);
			return (refusal != null) ? refusal : send(request, token.user());
		}
		catch (JacksonException ex) {
			return HelixAccess.badRequest("error validating json");
		}
	}

	private static @Nullable Reply check(JsonNode request, LiveToken token) {
		for (String name : List.of("broadcaster_id", "sender_id", "message")) {
			if (text(request, name).isEmpty()) {
				return HelixAccess.badRequest("Missing required parameter \"" + name + "\"");
			}
		}
		if (!text(request, "sender_id").equals(token.user().id())) {
			return HelixAccess
				.unauthorized("The ID in sender_id must match the user ID found in the request's OAuth token.");
		}
		String message = text(request, "message");
		if (message.codePointCount(0, message.length()) > MAX_LENGTH) {
			// documented is 422, observed is this: github.com/twitchdev/issues/issues/904
			return HelixAccess.badRequest("The request's input was not valid. "
					+ "Please see the endpoint's documentation for possible reasons.");
		}
		return null;
	}

	private static String text(JsonNode request, String name) {
		return request.path(name).asString("");
	}

	private Reply send(JsonNode request, MockUser sender) {
		DropReason reason = this.state.chat().nextDrop();
		if (reason != null) {
			return reply("", reason);
		}
		String id = EventSubEvents.messageId();
		String broadcasterId = text(request, "broadcaster_id");
		String text = text(request, "message");
		MockUser known = this.state.users().findById(broadcasterId);
		MockUser broadcaster = (known != null) ? known : new MockUser(broadcasterId, broadcasterId, broadcasterId);
		String replyTo = text(request, "reply_parent_message_id");
		this.state.chat()
			.add(new ChatMessage(id, this.state.settings().clock().instant(), broadcaster.login(), sender.login(), text,
					replyTo.isEmpty() ? null : replyTo));
		this.state.eventSub().publish(EventSubEvents.chat(broadcaster, sender, id, text));
		return reply(id, null);
	}

	private static Reply reply(String id, @Nullable DropReason reason) {
		Map<String, Object> message = new LinkedHashMap<>();
		message.put("message_id", id);
		message.put("is_sent", reason == null);
		message.put("drop_reason", reason);
		return Reply.json(200, Map.of("data", List.of(message)));
	}

}
