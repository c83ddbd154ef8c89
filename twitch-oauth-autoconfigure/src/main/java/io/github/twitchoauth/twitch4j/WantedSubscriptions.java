package io.github.twitchoauth.twitch4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

/**
 * What an account is to be subscribed to, by who asks for it, and what of it Twitch has
 * created. Guarded by its owner.
 */
final class WantedSubscriptions {

	private final String account;

	private final Map<Subscription, List<SubscriptionRequest>> requests = new LinkedHashMap<>();

	private final Map<Subscription, String> ids = new LinkedHashMap<>();

	WantedSubscriptions(String account) {
		this.account = account;
	}

	/**
	 * Add what is asked for, unless it cannot be had.
	 * @param request the request
	 * @param token the account's token
	 * @return the subscription, or {@code null} if it is wanted already
	 */
	@Nullable Subscription add(SubscriptionRequest request, TwitchToken token) {
		EventSubType type = request.type();
		List<String> missing = type.missingScopes(token.scopes());
		if (!missing.isEmpty()) {
			throw new MissingScopeException(request.origin() + " needs the scopes " + missing + ", which account '"
					+ this.account + "' has not been granted. Add them to the account's scopes and log in again");
		}
		Map<String, String> condition = type.condition(request.condition(), token.userId());
		if (condition == null) {
			throw new TwitchOAuthException(
					request.origin() + " gets no events: it is not known who the user of account '" + this.account
							+ "' is. Set twitch.oauth.validation.enabled=true");
		}
		Subscription subscription = new Subscription(type.name(), type.version(), condition);
		List<SubscriptionRequest> same = this.requests.computeIfAbsent(subscription, (key) -> new ArrayList<>());
		same.add(request);
		return (same.size() == 1) ? subscription : null;
	}

	boolean contains(Subscription subscription) {
		return this.requests.containsKey(subscription);
	}

	void created(Subscription subscription, String id) {
		this.ids.put(subscription, id);
	}

	boolean isAnyCreated() {
		return !this.ids.isEmpty();
	}

	void sessionEnded() {
		this.ids.clear();
	}

	@Nullable SubscriptionRequest remove(Subscription subscription) {
		this.ids.remove(subscription);
		List<SubscriptionRequest> removed = this.requests.remove(subscription);
		return (removed != null) ? removed.get(0) : null;
	}

	/**
	 * Remove what is asked for by one request and no other.
	 * @param request the request
	 * @return what is to be deleted, with the ids
	 */
	Map<Subscription, String> remove(SubscriptionRequest request) {
		this.requests.values().forEach((same) -> same.removeIf((other) -> other == request));
		this.requests.values().removeIf(List::isEmpty);
		Map<Subscription, String> created = new LinkedHashMap<>(this.ids);
		created.keySet().removeIf(this::contains);
		this.ids.keySet().removeAll(created.keySet());
		created.values().removeIf(String::isEmpty);
		return created;
	}

	void clear() {
		this.requests.clear();
		this.ids.clear();
	}

	boolean isEmpty() {
		return this.requests.isEmpty();
	}

	List<Subscription> all() {
		return List.copyOf(this.requests.keySet());
	}

}
