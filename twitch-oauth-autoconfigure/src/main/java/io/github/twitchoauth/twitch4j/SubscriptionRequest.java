package io.github.twitchoauth.twitch4j;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A wish to subscribe.
 *
 * @param type the type
 * @param condition what is given of the condition
 * @param account the account that is to subscribe, or {@code null} for each that can
 * @param origin who wishes it, for messages
 */
record SubscriptionRequest(EventSubType type, Map<String, String> condition, @Nullable String account, String origin) {

	// Two that are alike are still two, and one of them may go.
	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}
