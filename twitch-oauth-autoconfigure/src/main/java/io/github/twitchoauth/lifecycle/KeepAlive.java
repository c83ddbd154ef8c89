package io.github.twitchoauth.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * One non-daemon thread for as long as anything holds on: without it the JVM of an
 * application that has no web server ends while a login is pending.
 */
public final class KeepAlive {

	private int holds;

	private boolean closed;

	private @Nullable Thread thread;

	public synchronized void acquire() {
		this.holds++;
		if (this.thread == null && !this.closed) {
			this.thread = new Thread(this::waitForRelease, "twitch-oauth-keep-alive");
			this.thread.setDaemon(false);
			this.thread.start();
		}
	}

	public synchronized void release() {
		this.holds--;
		notifyAll();
	}

	// Whether there is a thread for which the JVM stays alive.
	public synchronized boolean isAlive() {
		return this.thread != null;
	}

	public synchronized void close() {
		this.closed = true;
		notifyAll();
	}

	private synchronized void waitForRelease() {
		try {
			while (this.holds > 0 && !this.closed) {
				wait();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.thread = null;
		}
	}

}
