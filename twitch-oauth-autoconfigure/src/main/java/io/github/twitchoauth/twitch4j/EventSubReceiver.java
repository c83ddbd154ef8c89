package io.github.twitchoauth.twitch4j;

/**
 * Receives what happens in an EventSub session.
 */
interface EventSubReceiver {

	/**
	 * A session has begun that knows no subscriptions yet.
	 * @param id its id
	 */
	void sessionStarted(String id);

	/**
	 * The session is lost, and its subscriptions with it.
	 */
	void sessionEnded();

	/**
	 * Return whether the session has a subscription.
	 * @return whether it has
	 */
	boolean isSubscribed();

	/**
	 * A message has come that is not about the connection.
	 * @param message the message
	 */
	void received(EventSubMessage message);

}
