package io.github.twitchoauth.twitch4j;

import java.util.Map;

import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchUnavailableException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Sends an account's chat messages.
 *
 * @see <a href="https://dev.twitch.tv/docs/api/reference/#send-chat-message">Send Chat
 * Message</a>
 */
final class ChatEndpoint {

	private final HelixRequests helix;

	private final String account;

	ChatEndpoint(HelixRequests helix, String account) {
		this.helix = helix;
		this.account = account;
	}

	Mono<String> send(String broadcasterId, String senderId, String text) {
		return this.helix.authorized(this.account, HttpMethod.POST)
			.uri("/chat/messages")
			.bodyValue(Map.of("broadcaster_id", broadcasterId, "sender_id", senderId, "message", text))
			.exchangeToMono(ChatEndpoint::messageId)
			.onErrorMap(WebClientRequestException.class,
					(ex) -> noTelling("the connection failed (" + ex.getCause() + ")"));
	}

	private static Mono<String> messageId(ClientResponse response) {
		int status = response.statusCode().value();
		return JsonTree.read(response).flatMap((body) -> {
			JsonNode message = body.path("data").path(0);
			if (status == 200 && message.path("is_sent").isBoolean()) {
				return message.path("is_sent").booleanValue() ? Mono.just(message.path("message_id").asString(""))
						: Mono.error(dropped(message.path("drop_reason")));
			}
			return Mono.error(failure(status, JsonTree.message(body)));
		});
	}

	// An error page of a proxy does not tell whether the message was sent.
	private static TwitchOAuthException failure(int status, String words) {
		boolean refused = status >= 400 && status < 500 && !words.isEmpty();
		return refused ? new TwitchOAuthException("Twitch did not send the chat message: " + status + " " + words)
				: noTelling(("Twitch answered " + status + " " + words).strip());
	}

	private static TwitchUnavailableException noTelling(String reason) {
		return new TwitchUnavailableException(
				"It cannot be told whether the chat message was sent: " + reason + ". To send it again may repeat it");
	}

	private static ChatMessageDroppedException dropped(JsonNode reason) {
		return new ChatMessageDroppedException(reason.path("code").asString("unknown"),
				JsonTree.message(reason).isEmpty() ? "it gives no reason" : JsonTree.message(reason));
	}

}
