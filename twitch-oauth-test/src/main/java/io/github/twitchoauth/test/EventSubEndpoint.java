package io.github.twitchoauth.test;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.twitchoauth.test.Grants.LiveToken;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /helix/eventsub/subscriptions} answers.
 *
 * @see <a href=
 * "https://dev.twitch.tv/docs/api/reference/#create-eventsub-subscription">Create
 * EventSub Subscription</a>
 */
final class EventSubEndpoint {

	private static final int PAGE_SIZE = 100;

	private static final List<String> FILTERS = List.of("status", "type", "user_id", "subscription_id");

	private final MockTwitchState state;

	EventSubEndpoint(MockTwitchState state) {
		this.state = state;
	}

	Reply create(Exchange exchange, LiveToken token) {
		EventSubRequest request = EventSubRequest.parse(exchange.body());
		if (request == null) {
			return HelixAccess.badRequest("error validating json");
		}
		EventSubType type = this.state.eventSub().settings().findType(request.type(), request.version());
		if (type == null) {
			return HelixAccess.badRequest("The combination of values in the type and version fields is not valid");
		}
		if (type.isGone()) {
			return Reply.helixError(410, "Gone", "This subscription type is not available.");
		}
		Reply refusal = checkTransport(request);
		if (refusal == null) {
			refusal = checkAuthorization(type, request, token);
		}
		return (refusal != null) ? refusal : create(type, request, token);
	}

	private static @Nullable Reply checkTransport(EventSubRequest request) {
		return switch (request.method()) {
			case "websocket" -> null;
			case "webhook", "conduit" -> HelixAccess
				.badRequest("auth must use app access token to create " + request.method() + " subscription");
			default -> HelixAccess.badRequest("The value specified in the 'method' field is not valid");
		};
	}

	private @Nullable Reply checkAuthorization(EventSubType type, EventSubRequest request, LiveToken token) {
		String missing = type.missingField(request.condition());
		if (missing != null) {
			return HelixAccess.badRequest("Missing required parameter \"condition." + missing + "\"");
		}
		if (type.isForAppTokensOnly()) {
			return HelixAccess.badRequest("invalid transport and auth combination");
		}
		String userId = token.user().id();
		boolean open = type.isOpenTo(request.condition(), userId,
				(channel) -> this.state.eventSub().settings().isModerator(channel, userId));
		return (open && type.isCoveredBy(token.scopes())) ? null
				: Reply.helixError(403, "Forbidden", "subscription missing proper authorization");
	}

	private Reply create(EventSubType type, EventSubRequest request, LiveToken token) {
		int cost = cost(type, request, token);
		Reply reply = this.state.eventSub().sessions().subscribe(request.sessionId(), (session) -> {
			EventSubSubscription subscription = subscription(request, token, cost, session);
			Reply refusal = this.state.eventSub().subscriptions().add(subscription);
			return (refusal != null) ? refusal : created(subscription);
		});
		return (reply != null) ? reply
				: HelixAccess.badRequest("websocket transport session does not exist or has already disconnected");
	}

	private int cost(EventSubType type, EventSubRequest request, LiveToken token) {
		boolean authorized = type.needsAuthorization() || request.condition()
			.values()
			.stream()
			.anyMatch((id) -> this.state.grants().isConnected(id, token.clientId()));
		return authorized ? 0 : 1;
	}

	private EventSubSubscription subscription(EventSubRequest request, LiveToken token, int cost,
			EventSubSession session) {
		Instant now = this.state.settings().clock().instant();
		return new EventSubSubscription(UUID.randomUUID().toString(), EventSubSubscription.ENABLED, request.type(),
				request.version(), request.condition(), cost, token.user().login(), token.clientId(), session.id(), now,
				session.connectedAt(), null);
	}

	private Reply created(EventSubSubscription subscription) {
		List<EventSubSubscription> all = of(subscription.login(), subscription.clientId());
		return Reply.json(202, body(List.of(subscription), all));
	}

	private List<EventSubSubscription> of(String login, String clientId) {
		return this.state.eventSub().subscriptions().list((subscription) -> subscription.isOf(login, clientId));
	}

	private static Map<String, Object> body(List<EventSubSubscription> data, List<EventSubSubscription> all) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("data", data.stream().map(EventSubMessages::describeInFull).toList());
		body.put("total", all.size());
		body.put("total_cost",
				all.stream().filter(EventSubSubscription::isEnabled).mapToInt(EventSubSubscription::cost).sum());
		body.put("max_total_cost", EventSubSubscriptions.MAX_TOTAL_COST);
		return body;
	}

	Reply list(Exchange exchange, LiveToken token) {
		Parameters query = exchange.query();
		if (FILTERS.stream().filter(query::has).count() > 1) {
			return HelixAccess.badRequest("The request may not specify more than one filter query parameter");
		}
		List<EventSubSubscription> all = of(token.user().login(), token.clientId());
		List<EventSubSubscription> found = all.stream().filter(filter(query)).toList();
		int offset = query.get("after").matches("\\d{1,6}") ? Integer.parseInt(query.get("after")) : 0;
		int end = offset + PAGE_SIZE;
		Map<String, Object> body = body(found.stream().skip(offset).limit(PAGE_SIZE).toList(), all);
		body.put("pagination", (end < found.size()) ? Map.of("cursor", String.valueOf(end)) : Map.of());
		return Reply.json(200, body);
	}

	private static Predicate<EventSubSubscription> filter(Parameters query) {
		return (subscription) -> accepts(query, "status", Stream.of(subscription.status()))
				&& accepts(query, "type", Stream.of(subscription.type()))
				&& accepts(query, "subscription_id", Stream.of(subscription.id()))
				&& accepts(query, "user_id", subscription.condition().values().stream());
	}

	private static boolean accepts(Parameters query, String name, Stream<String> values) {
		return !query.has(name) || values.anyMatch(query.get(name)::equals);
	}

	Reply delete(Exchange exchange, LiveToken token) {
		String id = exchange.query().get("id");
		if (id.isEmpty()) {
			return HelixAccess.badRequest("Missing required parameter \"id\"");
		}
		boolean removed = this.state.eventSub().subscriptions().remove(id, token.user().login(), token.clientId());
		return removed ? Reply.empty(204) : Reply.helixError(404, "Not Found", "subscription not found");
	}

}
