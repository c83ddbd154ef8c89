package io.github.twitchoauth.twitch4j;

import java.util.Map;

import io.github.twitchoauth.TwitchOAuthException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sends an account's chat messages.
 *
 * @see <a href="https://dev.twitch.tv/docs/api/reference/#send-chat-message">Send Chat
 * Message</a>
 */
final class ChatEndpoint {

	private final WebClient helix;

	ChatEndpoint(WebClient helix) {
		this.helix = helix;
	}

	Mono<String> send(String broadcasterId, String senderId, String text) {
		return this.helix.post()
			.uri("/chat/messages")
			.bodyValue(Map.of("broadcaster_id", broadcasterId, "sender_id", senderId, "message", text))
			.exchangeToMono(ChatEndpoint::messageId);
	}

	private static Mono<String> messageId(ClientResponse response) {
		int status = response.statusCode().value();
		return JsonTree.read(response).flatMap((body) -> {
			if (status != 200) {
				return Mono.error(new TwitchOAuthException(
						"Twitch did not send the chat message: " + status + " " + JsonTree.message(body)));
			}
			JsonNode message = body.path("data").path(0);
			return message.path("is_sent").asBoolean(false) ? Mono.just(message.path("message_id").asString(""))
					: Mono.error(dropped(message.path("drop_reason")));
		});
	}

	private static ChatMessageDroppedException dropped(JsonNode reason) {
		return new ChatMessageDroppedException(reason.path("code").asString("unknown"),
				JsonTree.message(reason).isEmpty() ? "it gives no reason" : JsonTree.message(reason));
	}

}
