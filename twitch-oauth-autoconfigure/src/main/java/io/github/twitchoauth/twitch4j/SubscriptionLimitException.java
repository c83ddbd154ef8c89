package io.github.twitchoauth.twitch4j;

/**
 * Twitch lets the account have no more subscriptions of a kind. Ending others helps.
 */
final class SubscriptionLimitException extends RuntimeException {

	SubscriptionLimitException(String message) {
		super(message);
	}

}
