package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Creates and deletes an account's subscriptions.
 *
 * @see <a href=
 * "https://dev.twitch.tv/docs/api/reference/#create-eventsub-subscription">Create
 * EventSub Subscription</a>
 */
final class SubscriptionEndpoint {

	private static final String PATH = "/eventsub/subscriptions";

	private static final Set<Integer> REFUSALS = Set.of(400, 403, 404, 410);

	private static final int RETRIES = 5;

	private final HelixRequests helix;

	private final String account;

	SubscriptionEndpoint(HelixRequests helix, String account) {
		this.helix = helix;
		this.account = account;
	}

	/**
	 * Create a subscription.
	 * @param subscription the subscription
	 * @param sessionId the session that gets its events
	 * @return its id, or an empty string if Twitch does not tell. The error is a
	 * {@link SubscriptionRefusedException} if it is of no use to ask again
	 */
	Mono<String> create(Subscription subscription, String sessionId) {
		Map<String, Object> body = Map.of("type", subscription.type(), "version", subscription.version(), "condition",
				subscription.condition(), "transport", Map.of("method", "websocket", "session_id", sessionId));
		// The body is written to bytes here, because encoders of JSON log what they
		// write.
		return this.helix.authorized(this.account, HttpMethod.POST)
			.uri(PATH)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(JsonTree.write(body))
			.exchangeToMono((response) -> id(response, subscription, sessionId));
	}

	private Mono<String> id(ClientResponse response, Subscription subscription, String sessionId) {
		int status = response.statusCode().value();
		if (response.statusCode().is2xxSuccessful()) {
			return JsonTree.read(response).map((node) -> node.path("data").path(0).path("id").asString(""));
		}
		if (status == HttpStatus.CONFLICT.value()) {
			return response.releaseBody().then(find(subscription, sessionId));
		}
		return JsonTree.read(response)
			.map(JsonTree::message)
			.flatMap((message) -> Mono.error(failure(status, message)));
	}

	// Either the answer that told the id was lost, or a session that Twitch takes for
	// alive has the subscription, and sends its events elsewhere.
	private Mono<String> find(Subscription subscription, String sessionId) {
		return page(subscription, "").expand((page) -> next(subscription, page))
			.concatMapIterable((page) -> page.path("data").values())
			.filter((each) -> sessionId.equals(each.path("transport").path("session_id").asString("")))
			.filter((each) -> subscription.equals(Subscription.of(each)))
			.map((each) -> each.path("id").asString(""))
			.next()
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("409 it exists, but not in this session")));
	}

	private Mono<JsonNode> next(Subscription subscription, JsonNode page) {
		String cursor = page.path("pagination").path("cursor").asString("");
		return cursor.isEmpty() ? Mono.empty() : page(subscription, cursor);
	}

	private Mono<JsonNode> page(Subscription subscription, String cursor) {
		return this.helix.authorized(this.account, HttpMethod.GET)
			.uri((uri) -> uri.path(PATH)
				.queryParam("type", "{type}")
				.queryParamIfPresent("after", cursor.isEmpty() ? Optional.empty() : Optional.of("{after}"))
				.build(Map.of("type", subscription.type(), "after", cursor)))
			.exchangeToMono(JsonTree::read);
	}

	// Only words of Twitch about the subscription itself are a refusal: neither an error
	// page of a proxy nor a session that has ended.
	private static RuntimeException failure(int status, String message) {
		String words = status + " " + message;
		if (status == HttpStatus.TOO_MANY_REQUESTS.value() && !message.isEmpty()) {
			return new SubscriptionLimitException(words);
		}
		boolean refused = REFUSALS.contains(status) && !message.isEmpty() && !message.contains("session");
		return refused ? new SubscriptionRefusedException(words) : new IllegalStateException(words.strip());
	}

	Mono<Void> delete(String id) {
		return this.helix.authorized(this.account, HttpMethod.DELETE)
			.uri((uri) -> uri.path(PATH).queryParam("id", "{id}").build(id))
			.exchangeToMono((response) -> isGone(response) ? response.releaseBody() : response.<Void>createError())
			.retryWhen(Retry.backoff(RETRIES, Duration.ofSeconds(1)));
	}

	private static boolean isGone(ClientResponse response) {
		return response.statusCode().is2xxSuccessful() || response.statusCode().isSameCodeAs(HttpStatus.NOT_FOUND);
	}

}
