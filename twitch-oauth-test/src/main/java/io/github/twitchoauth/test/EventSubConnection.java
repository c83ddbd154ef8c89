package io.github.twitchoauth.test;

import java.time.Duration;

import reactor.core.Disposable;

/**
 * One WebSocket. No method blocks, and none fails when the socket is closed already.
 */
interface EventSubConnection {

	void send(String message);

	/**
	 * Sends a ping.
	 * @return whether the one before was answered, if there was one
	 */
	boolean ping();

	void close(CloseReason reason);

	/**
	 * Resets the TCP connection, without a close frame.
	 */
	void cut();

	Disposable schedule(Duration delay, Runnable task);

}
