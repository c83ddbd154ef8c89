package io.github.twitchoauth.test;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.test.EventSub.Event;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * EventSub over WebSocket: events that a test makes happen, and the life of connections.
 * Applications subscribe with {@code POST /helix/eventsub/subscriptions}.
 *
 * <pre class="code">
 * twitch.eventSub().awaitSubscription("channel.follow", Duration.ofSeconds(5));
 * twitch.eventSub().follow("twitchdev", "viewer");
 * assertThat(twitch.chat().awaitMessages(1, Duration.ofSeconds(5))).singleElement()
 *     .satisfies((message) -> assertThat(message.text()).contains("viewer"));
 * </pre>
 *
 * The user of a subscription with {@code moderator_user_id} must be the broadcaster or
 * {@link #addModerator(String, String) be made a moderator}.
 * <p>
 * The port is opened when somebody asks for the {@link #getUri() URI}. Methods that make
 * something happen to all sessions or subscriptions return how many there were.
 *
 * @since 0.1.0
 * @see MockTwitch#eventSub()
 * @see <a href= "https://dev.twitch.tv/docs/eventsub/handling-websocket-events/">Getting
 * events using WebSockets</a>
 */
public final class MockEventSub {

	private final EventSub eventSub;

	private final MockUsers users;

	private final Clock clock;

	private @Nullable EventSubServer server;

	MockEventSub(MockTwitchState state) {
		this.eventSub = state.eventSub();
		this.users = state.users();
		this.clock = state.settings().clock();
	}

	/**
	 * Return where to connect, in place of {@code wss://eventsub.wss.twitch.tv/ws}.
	 * @return the URI
	 */
	public synchronized URI getUri() {
		if (this.server == null) {
			this.server = new EventSubServer(this.eventSub.sessions());
		}
		return this.server.uri();
	}

	synchronized void stop() {
		if (this.server != null) {
			this.server.stop();
		}
	}

	/**
	 * Set how long after the latest message sessions that begin from now on get a
	 * keepalive. The welcome message tells the next whole second. By default the client
	 * chooses between 10 and 600 s with {@code keepalive_timeout_seconds}.
	 * @param interval the interval
	 */
	public void setKeepaliveInterval(Duration interval) {
		this.eventSub.settings().keepaliveInterval(interval);
	}

	/**
	 * Set how soon a client that connects from now on must subscribe to something before
	 * its connection is closed with code 4003; 10 s by default.
	 * @param timeout the time
	 */
	public void setSubscribeWithin(Duration timeout) {
		this.eventSub.settings().subscribeWithin(timeout);
	}

	/**
	 * Set how soon a client must follow a {@link #requestReconnect() reconnect message}
	 * and close its old connection, which is closed with code 4004 otherwise; 30 s by
	 * default.
	 * @param timeout the time
	 */
	public void setReconnectWithin(Duration timeout) {
		this.eventSub.settings().reconnectWithin(timeout);
	}

	/**
	 * Set the time between pings; 30 s by default. A connection whose client has not
	 * answered until the next one is due is closed with code 4002.
	 * @param interval the interval
	 */
	public void setPingInterval(Duration interval) {
		this.eventSub.settings().pingInterval(interval);
	}

	/**
	 * Make a user a moderator.
	 * @param broadcaster the login name of the user whose channel it is
	 * @param moderator the login name of the moderator
	 */
	public void addModerator(String broadcaster, String moderator) {
		this.eventSub.settings().addModerator(user(broadcaster).id(), user(moderator).id());
	}

	/**
	 * Make a subscription type that Twitch has and this library does not know. Anybody
	 * may subscribe to it.
	 * @param type the subscription type, such as {@code channel.new_thing}
	 * @param version the version of the type
	 * @param fields the names of the fields that its condition must have
	 */
	public void addType(String type, String version, String... fields) {
		this.eventSub.settings().addType(new EventSubType(type, version, List.of(fields), List.of()));
	}

	private MockUser user(String login) {
		return this.users.register(login);
	}

	/**
	 * Let a user follow a channel: {@code channel.follow}.
	 * @param broadcaster the login name of the user whose channel it is
	 * @param user the login name of the new follower
	 * @return the number of notifications sent
	 */
	public int follow(String broadcaster, String user) {
		return this.eventSub.publish(EventSubEvents.follow(user(broadcaster), user(user), this.clock.instant()));
	}

	/**
	 * Let a user write something into a chat: {@code channel.chat.message}.
	 * @param broadcaster the login name of the user whose chat it is
	 * @param chatter the login name of the user who writes
	 * @param text what is written
	 * @return the number of notifications sent
	 */
	public int chat(String broadcaster, String chatter, String text) {
		return this.eventSub
			.publish(EventSubEvents.chat(user(broadcaster), user(chatter), EventSubEvents.messageId(), text));
	}

	/**
	 * Let a user subscribe to a channel, tier 1, not as a gift:
	 * {@code channel.subscribe}.
	 * @param broadcaster the login name of the user whose channel it is
	 * @param user the login name of the new subscriber
	 * @return the number of notifications sent
	 */
	public int subscribe(String broadcaster, String user) {
		return this.eventSub.publish(EventSubEvents.subscribe(user(broadcaster), user(user), "1000", false));
	}

	/**
	 * Let a channel raid another one: {@code channel.raid}.
	 * @param from the login name of the broadcaster who raids
	 * @param to the login name of the broadcaster who is raided
	 * @param viewers the number of viewers
	 * @return the number of notifications sent
	 */
	public int raid(String from, String to, int viewers) {
		return this.eventSub.publish(EventSubEvents.raid(user(from), user(to), viewers));
	}

	/**
	 * Let a stream start: {@code stream.online}.
	 * @param broadcaster the login name of the broadcaster
	 * @return the number of notifications sent
	 */
	public int streamOnline(String broadcaster) {
		return this.eventSub.publish(EventSubEvents.streamOnline(user(broadcaster), this.clock.instant()));
	}

	/**
	 * Let a stream end: {@code stream.offline}.
	 * @param broadcaster the login name of the broadcaster
	 * @return the number of notifications sent
	 */
	public int streamOffline(String broadcaster) {
		return this.eventSub.publish(EventSubEvents.streamOffline(user(broadcaster)));
	}

	/**
	 * Let something happen in a channel.
	 * @param type the subscription type, such as {@code channel.cheer}
	 * @param version the version of the type
	 * @param broadcaster the login name of the user whose channel it is
	 * @param event the event's fields, apart from the three about the broadcaster
	 * @return the number of notifications sent
	 */
	public int event(String type, String version, String broadcaster, Map<String, ?> event) {
		Map<String, Object> body = new LinkedHashMap<>(event);
		body.putAll(EventSubEvents.person("broadcaster_user", user(broadcaster)));
		return this.eventSub.publish(EventSubEvents.inChannel(type, version, user(broadcaster), body));
	}

	/**
	 * Let something happen.
	 * @param type the subscription type
	 * @param version the version of the type
	 * @param condition whom it concerns, by the names of condition fields. A subscription
	 * whose condition says something else does not get the event.
	 * @param event the event
	 * @return the number of notifications sent
	 */
	public int event(String type, String version, Map<String, String> condition, Map<String, ?> event) {
		return this.eventSub.publish(new Event(type, version, condition, event));
	}

	/**
	 * Send the notifications of the latest event that had any again, with the same
	 * message ids, as Twitch does when it is not sure whether they have arrived.
	 * @return the number of notifications sent
	 */
	public int duplicateNotifications() {
		return this.eventSub.repeat();
	}

	/**
	 * Send a text to all sessions, which need not be a message of EventSub.
	 * @param message the text
	 * @return the number of sessions
	 */
	public int send(String message) {
		return this.eventSub.sessions().sendAll(message);
	}

	/**
	 * Send {@code session_reconnect} to all sessions. A session goes on under the same
	 * id, and with all its subscriptions, at the connection that the client opens to the
	 * URL in the message; the old connection gets no events from then on.
	 * @return the number of sessions
	 */
	public int requestReconnect() {
		return this.eventSub.sessions().requestReconnect(getUri().toString());
	}

	/**
	 * Reset all TCP connections, without a close frame.
	 * @return the number of connections
	 */
	public int dropConnections() {
		return this.eventSub.sessions().cutAll();
	}

	/**
	 * Close all sessions with a close frame.
	 * @param code the close code, such as 4000 for an internal server error or 4006 for a
	 * network error
	 * @return the number of sessions
	 */
	public int closeConnections(int code) {
		Assert.isTrue(code >= 1000 && code <= 4999, "'code' must be between 1000 and 4999");
		return this.eventSub.sessions().closeAll(CloseReason.of(code));
	}

	/**
	 * Send no keepalives to the sessions that exist now. Their connections stay open.
	 */
	public void stopKeepalives() {
		this.eventSub.sessions().silence();
	}

	/**
	 * Revoke all subscriptions, with a message about each.
	 * @param status {@code user_removed}, {@code authorization_revoked},
	 * {@code version_removed}, {@code moderator_removed} or the like
	 * @return the number of subscriptions
	 */
	public int revokeSubscriptions(String status) {
		Assert.hasText(status, "'status' must not be empty");
		return this.eventSub.revoke((subscription) -> true, status);
	}

	/**
	 * Return who is connected.
	 * @return the sessions, oldest first
	 */
	public List<EventSubSession> getSessions() {
		return this.eventSub.sessions().list();
	}

	/**
	 * Return how many sockets are open. While clients follow a reconnect message, these
	 * are more than sessions.
	 * @return the number of connections
	 */
	public int getConnectionCount() {
		return this.eventSub.sessions().connectionCount();
	}

	/**
	 * Return all subscriptions, also those that are no longer enabled.
	 * @return the subscriptions, oldest first
	 */
	public List<EventSubSubscription> getSubscriptions() {
		return this.eventSub.subscriptions().list((subscription) -> true);
	}

	/**
	 * Wait until somebody is connected.
	 * @param timeout how long to wait
	 * @return the oldest session
	 * @throws IllegalStateException if there is none in time
	 */
	public EventSubSession awaitSession(Duration timeout) {
		try {
			return this.eventSub.sessions().await(timeout);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	/**
	 * Wait until there is an enabled subscription.
	 * @param type the subscription type
	 * @param timeout how long to wait
	 * @return the oldest one of that type
	 * @throws IllegalStateException if there is none in time
	 */
	public EventSubSubscription awaitSubscription(String type, Duration timeout) {
		try {
			return this.eventSub.subscriptions().await(type, timeout);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	private static IllegalStateException interrupted(InterruptedException ex) {
		Thread.currentThread().interrupt();
		return new IllegalStateException("Interrupted while waiting for EventSub", ex);
	}

}
