package io.github.twitchoauth.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The connections to EventSub, and how long they last.
 */
final class EventSubSessions {

	private final Clock clock;

	private final EventSubSettings settings;

	private final EventSubSubscriptions subscriptions;

	private final Map<String, LiveSession> sessions = new LinkedHashMap<>();

	private final Set<EventSubConnection> connections = new LinkedHashSet<>();

	EventSubSessions(Clock clock, EventSubSettings settings, EventSubSubscriptions subscriptions) {
		this.clock = clock;
		this.settings = settings;
		this.subscriptions = subscriptions;
	}

	synchronized void connected(EventSubConnection connection, Parameters query) {
		this.connections.add(connection);
		LiveSession session = query.has("challenge") ? move(connection, query.get("challenge"))
				: begin(connection, query.get("keepalive_timeout_seconds"));
		if (session == null) {
			connection.close(CloseReason.INVALID_RECONNECT);
			return;
		}
		send(session, EventSubMessages.welcome(session.describe(), now()));
		schedulePing(connection);
		notifyAll();
	}

	private LiveSession begin(EventSubConnection connection, String keepaliveTimeout) {
		Keepalive keepalive = Keepalive.of(keepaliveTimeout, this.settings.keepaliveInterval());
		LiveSession session = new LiveSession(connection, keepalive, now());
		this.sessions.put(session.id(), session);
		connection.schedule(this.settings.subscribeWithin(), () -> closeIfUnused(session));
		return session;
	}

	private @Nullable LiveSession move(EventSubConnection connection, String challenge) {
		for (LiveSession session : this.sessions.values()) {
			if (session.isMovingWith(challenge)) {
				session.moveTo(connection, now());
				return session;
			}
		}
		return null;
	}

	private synchronized void closeIfUnused(LiveSession session) {
		if (!session.isUsed()) {
			close(session, CloseReason.UNUSED);
		}
	}

	private void close(LiveSession session, CloseReason reason) {
		if (end(session, reason.status())) {
			session.connection().close(reason);
		}
	}

	private boolean end(LiveSession session, String status) {
		session.end();
		this.subscriptions.change((subscription) -> subscription.sessionId().equals(session.id()),
				(subscription) -> subscription.disconnected(status, now()));
		return this.sessions.remove(session.id()) != null;
	}

	private Instant now() {
		return this.clock.instant();
	}

	private void send(LiveSession session, String message) {
		session.send(message, () -> keepAlive(session));
	}

	private synchronized void keepAlive(LiveSession session) {
		if (!this.sessions.containsKey(session.id())) {
			return;
		}
		if (session.isSilent()) {
			session.expectSilence(() -> keepAlive(session));
		}
		else {
			send(session, EventSubMessages.keepalive(now()));
		}
	}

	private void schedulePing(EventSubConnection connection) {
		connection.schedule(this.settings.pingInterval(), () -> ping(connection));
	}

	private synchronized void ping(EventSubConnection connection) {
		if (!this.connections.contains(connection)) {
			return;
		}
		if (connection.ping()) {
			schedulePing(connection);
		}
		else {
			fail(connection, CloseReason.FAILED_PING_PONG);
		}
	}

	private void fail(EventSubConnection connection, CloseReason reason) {
		LiveSession session = find(connection);
		if (session != null) {
			end(session, reason.status());
		}
		connection.close(reason);
	}

	private @Nullable LiveSession find(EventSubConnection connection) {
		return this.sessions.values()
			.stream()
			.filter((session) -> session.connection() == connection)
			.findFirst()
			.orElse(null);
	}

	synchronized void receivedTraffic(EventSubConnection connection) {
		fail(connection, CloseReason.INBOUND_TRAFFIC);
	}

	synchronized void disconnected(EventSubConnection connection) {
		this.connections.remove(connection);
		LiveSession session = find(connection);
		if (session != null && !session.isMoving()) {
			end(session, CloseReason.DISCONNECTED);
		}
		notifyAll();
	}

	/**
	 * Lets something happen to a session that cannot end meanwhile.
	 * @param id the session id
	 * @param subscription what happens
	 * @return what came of it, or {@code null} if there is no such session
	 */
	synchronized @Nullable Reply subscribe(String id, Function<EventSubSession, Reply> subscription) {
		LiveSession session = this.sessions.get(id);
		if (session == null) {
			return null;
		}
		Reply reply = subscription.apply(session.describe());
		if (reply.status() == 202) {
			session.use();
		}
		return reply;
	}

	synchronized boolean send(String sessionId, String message) {
		LiveSession session = this.sessions.get(sessionId);
		if (session != null) {
			send(session, message);
		}
		return session != null;
	}

	synchronized int sendAll(String message) {
		this.sessions.values().forEach((session) -> send(session, message));
		return this.sessions.size();
	}

	synchronized int requestReconnect(String url) {
		this.sessions.values().forEach((session) -> {
			EventSubConnection old = session.connection();
			String reconnectUrl = url + "?challenge=" + session.startMoving() + "&id=" + session.id();
			send(session, EventSubMessages.reconnect(session.describe(), reconnectUrl, now()));
			old.schedule(this.settings.reconnectWithin(), () -> endGraceTime(session, old));
		});
		return this.sessions.size();
	}

	private synchronized void endGraceTime(LiveSession session, EventSubConnection old) {
		if (session.connection() == old) {
			end(session, CloseReason.GRACE_TIME_EXPIRED.status());
		}
		old.close(CloseReason.GRACE_TIME_EXPIRED);
	}

	synchronized int closeAll(CloseReason reason) {
		List<LiveSession> closed = List.copyOf(this.sessions.values());
		closed.forEach((session) -> close(session, reason));
		return closed.size();
	}

	synchronized int cutAll() {
		List.copyOf(this.sessions.values()).forEach((session) -> end(session, CloseReason.DISCONNECTED));
		List<EventSubConnection> cut = List.copyOf(this.connections);
		cut.forEach(EventSubConnection::cut);
		return cut.size();
	}

	synchronized void silence() {
		this.sessions.values().forEach(LiveSession::silence);
	}

	synchronized List<EventSubSession> list() {
		return this.sessions.values().stream().map(LiveSession::describe).toList();
	}

	synchronized int connectionCount() {
		return this.connections.size();
	}

	synchronized EventSubSession await(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (this.sessions.isEmpty()) {
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				throw new IllegalStateException("Nobody has connected to EventSub within " + timeout);
			}
			wait(left);
		}
		return this.sessions.values().iterator().next().describe();
	}

}
