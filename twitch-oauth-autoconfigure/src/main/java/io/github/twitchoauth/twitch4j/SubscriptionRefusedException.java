package io.github.twitchoauth.twitch4j;

import io.github.twitchoauth.TwitchOAuthException;

/**
 * Twitch does not accept a subscription, and will not if asked again.
 */
final class SubscriptionRefusedException extends TwitchOAuthException {

	SubscriptionRefusedException(String message) {
		super(message);
	}

}
