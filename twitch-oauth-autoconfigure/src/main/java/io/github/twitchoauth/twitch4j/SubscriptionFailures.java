package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What could not be created since it last was, and how long to wait each time. It
 * outlives sessions: Twitch ends one that gets no subscription. Guarded by its owner.
 */
final class SubscriptionFailures {

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	private final Map<Subscription, Duration> pauses = new HashMap<>();

	private final Set<Subscription> limited = new HashSet<>();

	/**
	 * Note that there are too many subscriptions for another one.
	 * @param subscription the subscription
	 * @return whether that is new
	 */
	boolean addLimit(Subscription subscription) {
		return this.limited.add(subscription);
	}

	/**
	 * Note a failure.
	 * @param subscription the subscription
	 * @return how long to wait before the next try
	 */
	Duration add(Subscription subscription) {
		return this.pauses.merge(subscription, FIRST_PAUSE, (before, first) -> doubled(before));
	}

	private static Duration doubled(Duration pause) {
		Duration doubled = pause.multipliedBy(2);
		return (doubled.compareTo(LONGEST_PAUSE) < 0) ? doubled : LONGEST_PAUSE;
	}

	boolean contains(Subscription subscription) {
		return this.pauses.containsKey(subscription);
	}

	/**
	 * Note that a subscription was created, or is not wanted any more.
	 * @param subscription the subscription
	 * @return whether it had failed before
	 */
	boolean remove(Subscription subscription) {
		this.limited.remove(subscription);
		return this.pauses.remove(subscription) != null;
	}

	void clear() {
		this.pauses.clear();
		this.limited.clear();
	}

}
