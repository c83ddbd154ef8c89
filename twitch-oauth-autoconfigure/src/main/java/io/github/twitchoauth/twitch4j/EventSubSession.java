package io.github.twitchoauth.twitch4j;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A connection to EventSub that follows reconnect messages and comes back when it is
 * lost. It is not thread-safe: its owner makes one call at a time, and what connections
 * and timers have to say comes in through the receiver's executor.
 */
final class EventSubSession {

	private static final Log logger = LogFactory.getLog(EventSubSession.class);

	private static final Duration FAREWELL = Duration.ofSeconds(1);

	private final EventSubReceiver receiver;

	private final Function<URI, Flux<byte[]>> sockets;

	private final URI uri;

	private final ConnectionReports reports;

	private final ReconnectTimer timer = new ReconnectTimer();

	private final Disposable.Swap farewell = Disposables.swap();

	private @Nullable EventSubConnection current;

	// Was opened for a reconnect message, and takes over when it is welcomed.
	private @Nullable EventSubConnection successor;

	// The successor has taken over, but notifications may still arrive here.
	private @Nullable EventSubConnection predecessor;

	private String id = "";

	private boolean closed;

	/**
	 * Create a session.
	 * @param receiver told of what happens in the session
	 * @param sockets gives the messages of a WebSocket
	 * @param uri where EventSub is
	 * @param reports tells what becomes of the connection
	 */
	EventSubSession(EventSubReceiver receiver, Function<URI, Flux<byte[]>> sockets, URI uri,
			ConnectionReports reports) {
		this.receiver = receiver;
		this.sockets = sockets;
		this.uri = uri;
		this.reports = reports;
	}

	boolean isWelcomed() {
		return !this.id.isEmpty();
	}

	void open() {
		this.current = connection(this.uri);
		open(this.current);
	}

	private EventSubConnection connection(URI target) {
		return new EventSubConnection(target, this.sockets.apply(target));
	}

	private void open(EventSubConnection connection) {
		connection.open(this::received, this.receiver::room, this::ended);
	}

	void close() {
		this.closed = true;
		this.timer.dispose();
		this.farewell.dispose();
		closeConnections();
	}

	private void closeConnections() {
		EventSubConnection.close(this.current);
		EventSubConnection.close(this.successor);
		EventSubConnection.close(this.predecessor);
		this.current = null;
		this.successor = null;
		this.predecessor = null;
	}

	private boolean isOurs(EventSubConnection connection) {
		return !this.closed
				&& (connection == this.current || connection == this.successor || connection == this.predecessor);
	}

	private void received(EventSubConnection connection, byte[] json) {
		EventSubMessage message = EventSubMessage.parse(json);
		this.receiver.execute(() -> {
			if (message == null) {
				this.reports.unreadable();
			}
			else if (isOurs(connection)) {
				received(connection, message);
			}
		});
	}

	private void received(EventSubConnection connection, EventSubMessage message) {
		if (message.isWelcome()) {
			connection.keepaliveTimeout(message.keepaliveTimeout());
			welcomed(connection, message.sessionId());
		}
		else if (message.isReconnect()) {
			follow(connection, message.reconnectUrl());
		}
		else {
			served();
			this.receiver.received(message);
			if (connection == this.predecessor) {
				closeWhenSilent(connection);
			}
		}
	}

	// A session without subscriptions does not count: Twitch will close it.
	private void served() {
		if (this.receiver.isSubscribed()) {
			this.timer.reset();
			this.reports.served();
		}
	}

	// A session keeps its id and its subscriptions when it moves to another connection.
	private void welcomed(EventSubConnection connection, String sessionId) {
		if (connection == this.successor) {
			retire(this.current);
			this.current = connection;
			this.successor = null;
		}
		if (!sessionId.equals(this.id)) {
			if (isWelcomed()) {
				this.receiver.sessionEnded();
			}
			this.id = sessionId;
			this.receiver.sessionStarted(sessionId);
		}
	}

	private void retire(@Nullable EventSubConnection connection) {
		EventSubConnection.close(this.predecessor);
		this.predecessor = connection;
		closeWhenSilent(connection);
	}

	// Messages on their way may have to wait until there is room for them.
	private void closeWhenSilent(@Nullable EventSubConnection connection) {
		this.farewell.update(Mono.defer(() -> Mono.justOrEmpty(this.receiver.room()).flatMap((room) -> room))
			.then(Mono.delay(FAREWELL))
			.subscribe((tick) -> EventSubConnection.close(connection)));
	}

	private void follow(EventSubConnection connection, String url) {
		if (connection == this.predecessor) {
			return;
		}
		URI target = ReconnectUrl.trusted(url, this.uri);
		if (target == null) {
			reconnect("a reconnect message led to a host that is not trusted");
			return;
		}
		this.reports.moves();
		EventSubConnection.close(this.successor);
		this.successor = null;
		// A second reconnect message in a row is followed after a pause.
		if (this.timer.hasFailures()) {
			later(() -> move(target));
		}
		else {
			this.timer.addFailure();
			move(target);
		}
	}

	private void move(URI target) {
		this.successor = connection(target);
		open(this.successor);
	}

	private void ended(EventSubConnection connection, Throwable reason) {
		this.receiver.execute(() -> {
			if (isOurs(connection) && connection != this.predecessor) {
				logger.debug("An EventSub connection has ended", reason);
				replace(connection, ConnectionReports.reason(reason));
			}
		});
	}

	// While a successor exists, it replaces a connection that has ended.
	private void replace(EventSubConnection connection, String reason) {
		if (connection == this.successor) {
			this.successor = null;
			later(() -> move(connection.uri()));
		}
		else if (this.successor != null) {
			this.current = this.successor;
			this.successor = null;
		}
		else {
			reconnect(reason);
		}
	}

	private void reconnect(String reason) {
		boolean welcomed = isWelcomed();
		closeConnections();
		this.id = "";
		this.receiver.sessionEnded();
		later(this::open);
		this.reports.ended(welcomed, reason);
	}

	private void later(Runnable action) {
		this.timer.schedule(() -> this.receiver.execute(() -> {
			if (!this.closed) {
				action.run();
			}
		}));
	}

}
