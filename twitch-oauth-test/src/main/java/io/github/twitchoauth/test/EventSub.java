package io.github.twitchoauth.test;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Everything that {@link MockTwitch} knows about EventSub, apart from sockets and HTTP.
 */
final class EventSub {

	private final Clock clock;

	private final EventSubSettings settings = new EventSubSettings();

	private final EventSubSubscriptions subscriptions = new EventSubSubscriptions();

	private final EventSubSessions sessions;

	private volatile List<Notification> latest = List.of();

	EventSub(Clock clock) {
		this.clock = clock;
		this.sessions = new EventSubSessions(clock, this.settings, this.subscriptions);
	}

	EventSubSettings settings() {
		return this.settings;
	}

	EventSubSubscriptions subscriptions() {
		return this.subscriptions;
	}

	EventSubSessions sessions() {
		return this.sessions;
	}

	/**
	 * Notifies all who have subscribed to it of an event.
	 * @param event what has happened
	 * @return the number of notifications sent
	 */
	int publish(Event event) {
		List<Notification> notifications = this.subscriptions
			.list((subscription) -> subscription.matches(event.type(), event.version(), event.facts()))
			.stream()
			.map((subscription) -> notification(subscription, event))
			.toList();
		if (!notifications.isEmpty()) {
			this.latest = notifications;
		}
		return send(notifications);
	}

	private Notification notification(EventSubSubscription subscription, Event event) {
		String message = EventSubMessages.notification(subscription, event.body(), this.clock.instant());
		return new Notification(subscription.id(), subscription.sessionId(), message);
	}

	int repeat() {
		return send(this.latest);
	}

	private int send(List<Notification> notifications) {
		return (int) notifications.stream()
			.filter((notification) -> this.subscriptions.isEnabled(notification.subscriptionId()))
			.filter((notification) -> this.sessions.send(notification.sessionId(), notification.message()))
			.count();
	}

	int revoke(Predicate<EventSubSubscription> which, String status) {
		List<EventSubSubscription> revoked = this.subscriptions.change(which,
				(subscription) -> subscription.withStatus(status));
		revoked.forEach((subscription) -> this.sessions.send(subscription.sessionId(),
				EventSubMessages.revocation(subscription, this.clock.instant())));
		return revoked.size();
	}

	void clear() {
		this.sessions.cutAll();
		this.subscriptions.clear();
		this.latest = List.of();
	}

	/**
	 * Something that has happened.
	 *
	 * @param type the subscription type
	 * @param version the version of the type
	 * @param facts whom it concerns: ids by the names of condition fields
	 * @param body the event as its subscribers get it
	 */
	record Event(String type, String version, Map<String, String> facts, Map<String, ?> body) {

	}

	private record Notification(String subscriptionId, String sessionId, String message) {

	}

}
