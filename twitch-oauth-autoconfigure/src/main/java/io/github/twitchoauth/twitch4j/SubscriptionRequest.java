package io.github.twitchoauth.twitch4j;

import java.util.List;
import java.util.Map;

import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

/**
 * A request to subscribe, by a listener, a property or code.
 *
 * @param type the type
 * @param condition what is given of the condition
 * @param account the account that is to subscribe, or {@code null} for each that can
 * @param origin where the request comes from, for messages
 */
record SubscriptionRequest(EventSubType type, Map<String, String> condition, @Nullable String account, String origin) {

	/**
	 * Return the subscription that an account needs for this.
	 * @param account the account
	 * @param token the account's token
	 * @return the subscription
	 * @throws TwitchOAuthException if a scope is missing, or the user of the account is
	 * not known
	 */
	Subscription subscription(String account, TwitchToken token) {
		List<String> missing = this.type.missingScopes(token.scopes());
		if (!missing.isEmpty()) {
			throw new MissingScopeException(this.origin + " needs the scopes " + missing + ", which account '" + account
					+ "' has not been granted. Add them to the account's scopes and log in again");
		}
		Map<String, String> completed = this.type.condition(this.condition, token.userId());
		if (completed == null) {
			throw new TwitchOAuthException(this.origin + " gets no events: it is not known who the user of account '"
					+ account + "' is. Set twitch.oauth.validation.enabled=true");
		}
		return new Subscription(this.type.name(), this.type.version(), completed);
	}

	// Equal requests are counted one by one, because each can be disposed of alone.
	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}
