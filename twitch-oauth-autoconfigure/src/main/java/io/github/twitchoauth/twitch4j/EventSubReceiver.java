package io.github.twitchoauth.twitch4j;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Receives what happens in an EventSub session. Its executor runs a task at once, while
 * nothing else happens to the session; its other methods are called in such tasks.
 */
interface EventSubReceiver extends Executor {

	/**
	 * A session has begun, which has no subscriptions yet.
	 * @param id its id
	 */
	void sessionStarted(String id);

	/**
	 * The session is lost, and its subscriptions with it.
	 */
	void sessionEnded();

	/**
	 * Return whether there is anything to subscribe to. Twitch closes connections without
	 * subscriptions.
	 * @return whether there is
	 */
	boolean isWanted();

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

	/**
	 * Return when another message may be read. May be called at any time.
	 * @return completes then; {@code null} stands for at once
	 */
	@Nullable Mono<Void> room();

}
