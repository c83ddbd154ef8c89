package io.github.twitchoauth.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * All EventSub subscriptions. Disabled ones stay on the list, as they do at Twitch for an
 * hour; the oldest of them go once there are many.
 */
final class EventSubSubscriptions {

	static final int MAX_TOTAL_COST = 10;

	private static final int MAX_SESSIONS = 3;

	private static final int MAX_PER_SESSION = 300;

	private static final int CAPACITY = 5_000;

	private final Map<String, EventSubSubscription> subscriptions = new LinkedHashMap<>();

	/**
	 * Adds a subscription unless that would break a rule.
	 * @param added the subscription
	 * @return the answer that refuses it, or {@code null} if it was added
	 */
	synchronized @Nullable Reply add(EventSubSubscription added) {
		Reply refusal = check(added);
		if (refusal == null) {
			forgetOldest();
			this.subscriptions.put(added.id(), added);
			notifyAll();
		}
		return refusal;
	}

	private @Nullable Reply check(EventSubSubscription added) {
		List<EventSubSubscription> inSession = enabled().filter((other) -> other.sessionId().equals(added.sessionId()))
			.toList();
		if (inSession.stream().anyMatch((other) -> !other.isOf(added.login(), added.clientId()))) {
			return Reply.helixError(400, "Bad Request",
					"websocket transport cannot have subscriptions created by different users");
		}
		Optional<EventSubSubscription> same = inSession.stream().filter(added::isSameAs).findFirst();
		if (same.isPresent()) {
			return conflict(same.get());
		}
		if (inSession.size() >= MAX_PER_SESSION) {
			return tooMany("number of subscriptions for websocket transport limit exceeded");
		}
		return checkOwner(added);
	}

	private static Reply conflict(EventSubSubscription existing) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("error", "Conflict");
		body.put("status", 409);
		body.put("message", "subscription already exists");
		body.put("id", existing.id());
		return Reply.json(409, body);
	}

	private @Nullable Reply checkOwner(EventSubSubscription added) {
		List<EventSubSubscription> ofOwner = enabled().filter((other) -> other.isOf(added.login(), added.clientId()))
			.toList();
		long otherSessions = ofOwner.stream()
			.map(EventSubSubscription::sessionId)
			.filter((id) -> !id.equals(added.sessionId()))
			.distinct()
			.count();
		if (otherSessions >= MAX_SESSIONS) {
			return tooMany("number of websocket transports limit exceeded");
		}
		int cost = ofOwner.stream().mapToInt(EventSubSubscription::cost).sum() + added.cost();
		return (cost > MAX_TOTAL_COST) ? tooMany("cost exceeded") : null;
	}

	private static Reply tooMany(String message) {
		return Reply.helixError(429, "Too Many Requests", message);
	}

	private void forgetOldest() {
		Iterator<EventSubSubscription> oldest = this.subscriptions.values().iterator();
		while (this.subscriptions.size() >= CAPACITY && oldest.hasNext()) {
			if (!oldest.next().isEnabled()) {
				oldest.remove();
			}
		}
	}

	private Stream<EventSubSubscription> enabled() {
		return this.subscriptions.values().stream().filter(EventSubSubscription::isEnabled);
	}

	synchronized List<EventSubSubscription> list(Predicate<EventSubSubscription> which) {
		return this.subscriptions.values().stream().filter(which).toList();
	}

	synchronized boolean isEnabled(String id) {
		EventSubSubscription subscription = this.subscriptions.get(id);
		return subscription != null && subscription.isEnabled();
	}

	synchronized boolean isUsed(String sessionId) {
		return enabled().anyMatch((subscription) -> subscription.sessionId().equals(sessionId));
	}

	synchronized boolean remove(String id, String login, String clientId) {
		EventSubSubscription subscription = this.subscriptions.get(id);
		if (subscription == null || !subscription.isOf(login, clientId)) {
			return false;
		}
		this.subscriptions.remove(id);
		return true;
	}

	/**
	 * Changes those that are enabled.
	 * @param which which of them
	 * @param change what to put in their place
	 * @return what is in their place now
	 */
	synchronized List<EventSubSubscription> change(Predicate<EventSubSubscription> which,
			UnaryOperator<EventSubSubscription> change) {
		List<EventSubSubscription> changed = new ArrayList<>(enabled().filter(which).map(change).toList());
		changed.forEach((subscription) -> this.subscriptions.put(subscription.id(), subscription));
		return changed;
	}

	synchronized EventSubSubscription await(String type, Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		Optional<EventSubSubscription> found = find(type);
		while (found.isEmpty()) {
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				throw new IllegalStateException("Nobody has subscribed to " + type + " within " + timeout);
			}
			wait(left);
			found = find(type);
		}
		return found.get();
	}

	private Optional<EventSubSubscription> find(String type) {
		return enabled().filter((subscription) -> subscription.type().equals(type)).findFirst();
	}

	synchronized void clear() {
		this.subscriptions.clear();
	}

}
