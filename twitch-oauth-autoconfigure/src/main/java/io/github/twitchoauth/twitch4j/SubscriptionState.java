package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Everything about one subscription of an account: which requests want it, and what has
 * become of it in the present session. Only {@link Subscriptions} uses it.
 */
final class SubscriptionState {

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	private final Subscription subscription;

	private final Set<SubscriptionRequest> requests = new LinkedHashSet<>();

	private Phase phase = Phase.ABSENT;

	private String id = "";

	// Failures outlive sessions, because Twitch ends a session that gets no subscription.
	private @Nullable BackOffExecution failures;

	private boolean limited;

	SubscriptionState(Subscription subscription) {
		this.subscription = subscription;
	}

	Subscription subscription() {
		return this.subscription;
	}

	void add(SubscriptionRequest request) {
		this.requests.add(request);
	}

	void remove(SubscriptionRequest request) {
		this.requests.remove(request);
	}

	boolean isWanted() {
		return !this.requests.isEmpty();
	}

	SubscriptionRequest firstRequest() {
		return this.requests.iterator().next();
	}

	boolean isAbsent() {
		return this.phase == Phase.ABSENT;
	}

	boolean isBeingCreated() {
		return this.phase == Phase.BEING_CREATED;
	}

	boolean isCancelled() {
		return this.phase == Phase.CANCELLED;
	}

	boolean isPostponed() {
		return this.phase == Phase.POSTPONED;
	}

	boolean isCreated() {
		return this.phase == Phase.CREATED;
	}

	/**
	 * Return whether a message of Twitch is about this subscription.
	 * @param id the id in the message
	 * @param described what the message says about the subscription, which decides where
	 * Twitch has not told the id
	 * @return whether it is
	 */
	boolean is(String id, Subscription described) {
		return isCreated() && (this.id.isEmpty() ? this.subscription.equals(described) : this.id.equals(id));
	}

	void beingCreated() {
		this.phase = Phase.BEING_CREATED;
	}

	/**
	 * Note that the subscription is to be deleted as soon as Twitch has created it, even
	 * if it is wanted again by then.
	 */
	void cancelled() {
		this.phase = Phase.CANCELLED;
	}

	/**
	 * Note that Twitch has created the subscription.
	 * @param id its id, empty if Twitch has not told
	 * @return whether that had failed before
	 */
	boolean created(String id) {
		boolean failedBefore = this.failures != null;
		this.phase = Phase.CREATED;
		this.id = id;
		this.failures = null;
		this.limited = false;
		return failedBefore;
	}

	/**
	 * Note that Twitch has not created the subscription for now.
	 * @param limit whether that is for a limit of subscriptions
	 * @return whether it is the first failure of its kind
	 */
	boolean postponed(boolean limit) {
		boolean first = limit ? !this.limited : this.failures == null;
		this.phase = Phase.POSTPONED;
		this.limited |= limit;
		if (this.failures == null) {
			ExponentialBackOff backOff = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
			backOff.setMaxInterval(LONGEST_PAUSE.toMillis());
			this.failures = backOff.start();
		}
		return first;
	}

	Duration nextPause() {
		return (this.failures != null) ? Duration.ofMillis(this.failures.nextBackOff()) : Duration.ZERO;
	}

	/**
	 * Note that the subscription is being deleted.
	 * @return its id
	 */
	String beingDeleted() {
		this.phase = Phase.BEING_DELETED;
		return this.id;
	}

	void absent() {
		this.phase = Phase.ABSENT;
		this.id = "";
	}

	/**
	 * Forget all requests. Whatever is still under way ends in a deletion.
	 */
	void unwanted() {
		this.requests.clear();
	}

	private enum Phase {

		ABSENT, BEING_CREATED, CANCELLED, CREATED, POSTPONED, BEING_DELETED

	}

}
