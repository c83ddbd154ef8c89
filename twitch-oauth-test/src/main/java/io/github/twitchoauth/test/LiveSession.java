package io.github.twitchoauth.test;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * A session that is connected, or whose client is on its way to another connection.
 * Guarded by {@link EventSubSessions}.
 */
final class LiveSession {

	private final String id = RandomText.sessionId();

	private final Keepalive keepalive;

	private final Disposable.Swap keepaliveTimer = Disposables.swap();

	private Instant connectedAt;

	private EventSubConnection connection;

	private @Nullable String challenge;

	private boolean used;

	private boolean silent;

	LiveSession(EventSubConnection connection, Keepalive keepalive, Instant connectedAt) {
		this.connection = connection;
		this.keepalive = keepalive;
		this.connectedAt = connectedAt;
	}

	String id() {
		return this.id;
	}

	EventSubConnection connection() {
		return this.connection;
	}

	EventSubSession describe() {
		return new EventSubSession(this.id, this.connectedAt, this.keepalive.timeout());
	}

	/**
	 * Asks the client to move to another connection.
	 * @return the secret that it will prove its identity with
	 */
	String startMoving() {
		this.challenge = RandomText.challenge();
		return this.challenge;
	}

	boolean isMoving() {
		return this.challenge != null;
	}

	boolean isMovingWith(String challenge) {
		return challenge.equals(this.challenge);
	}

	void moveTo(EventSubConnection connection, Instant connectedAt) {
		this.connection = connection;
		this.connectedAt = connectedAt;
		this.challenge = null;
		this.silent = false;
	}

	void use() {
		this.used = true;
	}

	boolean isUsed() {
		return this.used;
	}

	void silence() {
		this.silent = true;
	}

	boolean isSilent() {
		return this.silent;
	}

	void send(String message, Runnable keepalive) {
		this.connection.send(message);
		expectSilence(keepalive);
	}

	void expectSilence(Runnable keepalive) {
		this.keepaliveTimer.update(this.connection.schedule(this.keepalive.interval(), keepalive));
	}

	void end() {
		this.keepaliveTimer.dispose();
	}

	@Override
	public String toString() {
		return "LiveSession[" + this.id + "]";
	}

}
