package io.github.twitchoauth.twitch4j;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * An account's connection to EventSub, which follows reconnect messages and comes back
 * when it is lost. Everything happens under the receiver's monitor.
 */
final class EventSubSession {

	private static final Log logger = LogFactory.getLog(EventSubSession.class);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	private static final int MOST_DOUBLINGS = 10;

	private final Receiver receiver;

	private final EventSubSocket socket;

	private final Scheduler scheduler;

	private final Disposable.Swap pause = Disposables.swap();

	private @Nullable EventSubConnection current;

	// Follows a reconnect message, and takes over when it is welcomed.
	private @Nullable EventSubConnection successor;

	private String id = "";

	private int failures;

	private boolean closed;

	EventSubSession(Receiver receiver, EventSubSocket socket, Scheduler scheduler) {
		this.receiver = receiver;
		this.socket = socket;
		this.scheduler = scheduler;
	}

	void open() {
		this.current = new EventSubConnection(this.socket, this.socket.uri(), this.scheduler);
		this.current.open(this::received, this::ended);
	}

	String id() {
		return this.id;
	}

	void close() {
		this.closed = true;
		this.id = "";
		this.pause.dispose();
		EventSubConnection.close(this.current);
		EventSubConnection.close(this.successor);
	}

	private boolean isOurs(EventSubConnection connection) {
		return !this.closed && (connection == this.current || connection == this.successor);
	}

	private void received(EventSubConnection connection, EventSubMessage message) {
		synchronized (this.receiver) {
			if (!isOurs(connection)) {
				return;
			}
			switch (message.type()) {
				case EventSubMessage.WELCOME -> welcomed(connection, message.sessionId());
				case EventSubMessage.RECONNECT -> follow(message.reconnectUrl());
				case EventSubMessage.NOTIFICATION, EventSubMessage.REVOCATION -> this.receiver.received(message);
				case EventSubMessage.KEEPALIVE -> steady();
				default -> logger.debug("EventSub sent something unknown");
			}
		}
	}

	private void steady() {
		this.failures = 0;
	}

	// A session that goes on at another connection keeps its id and its subscriptions.
	private void welcomed(EventSubConnection connection, String sessionId) {
		if (connection == this.successor) {
			EventSubConnection.close(this.current);
			this.current = connection;
			this.successor = null;
		}
		if (!sessionId.equals(this.id)) {
			this.id = sessionId;
			this.receiver.sessionStarted(sessionId);
		}
	}

	private void follow(String url) {
		URI target = target(url);
		if (target == null) {
			logger.warn("EventSub asked to reconnect to a place that is not trusted. Connecting anew");
			reconnect();
			return;
		}
		EventSubConnection.close(this.successor);
		this.successor = new EventSubConnection(this.socket, target, this.scheduler);
		this.successor.open(this::received, this::ended);
	}

	// The URL is as good as a password for the session, so it must be encrypted as well.
	private @Nullable URI target(String url) {
		try {
			URI target = URI.create(url);
			String scheme = target.getScheme();
			boolean safe = "wss".equals(scheme) || (this.socket.uri().getScheme().equals(scheme)
					&& this.socket.uri().getHost().equals(target.getHost()));
			return (safe && target.getHost() != null) ? target : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private void ended(EventSubConnection connection, Throwable reason) {
		synchronized (this.receiver) {
			if (!isOurs(connection)) {
				return;
			}
			if (connection == this.current && this.successor != null) {
				this.current = this.successor;
				this.successor = null;
				return;
			}
			logger.debug("The EventSub connection has ended", reason);
			reconnect();
		}
	}

	private void reconnect() {
		EventSubConnection.close(this.current);
		EventSubConnection.close(this.successor);
		this.successor = null;
		this.id = "";
		this.receiver.sessionEnded();
		Duration delay = delay();
		this.failures++;
		logger.info("The EventSub connection is lost. Connecting again in " + delay.toMillis() + " ms");
		this.pause.update(Mono.delay(delay).subscribe((tick) -> {
			synchronized (this.receiver) {
				if (!this.closed) {
					open();
				}
			}
		}));
	}

	// Part of it is chance, so that not everybody comes at the same moment after an
	// outage.
	private Duration delay() {
		long longest = Math.min(LONGEST_PAUSE.toMillis(), 500L << Math.min(this.failures, MOST_DOUBLINGS));
		return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
	}

	/**
	 * Whoever the session is for.
	 */
	interface Receiver {

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
		 * A notification or revocation has come.
		 * @param message the message
		 */
		void received(EventSubMessage message);

	}

}
