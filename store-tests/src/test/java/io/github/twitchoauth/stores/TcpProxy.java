package io.github.twitchoauth.stores;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a node and a server on this machine, and can part them: it either keeps
 * what they send to each other until they are together again, or ends their connections
 * and refuses new ones.
 */
final class TcpProxy implements AutoCloseable {

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final ServerSocket listener;

	private final int target;

	private State state = State.OPEN;

	private TcpProxy(ServerSocket listener, int target) {
		this.listener = listener;
		this.target = target;
	}

	static TcpProxy to(int target) {
		try {
			TcpProxy proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
			proxy.start("proxy", proxy::accept);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * Let nothing through for now.
	 */
	synchronized void hold() {
		this.state = State.HELD;
	}

	synchronized boolean isHeld() {
		return this.state == State.HELD;
	}

	/**
	 * End all connections and refuse new ones.
	 */
	void cut() {
		synchronized (this) {
			this.state = State.CUT;
			notifyAll();
		}
		this.sockets.forEach(TcpProxy::reset);
	}

	/**
	 * Let everything through, also what was kept.
	 */
	synchronized void heal() {
		this.state = State.OPEN;
		notifyAll();
	}

	private synchronized boolean isCut() {
		return this.state == State.CUT;
	}

	private synchronized void awaitPassage() throws InterruptedException {
		while (this.state == State.HELD) {
			wait();
		}
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				join(this.listener.accept());
			}
			catch (IOException ex) {
				if (!this.listener.isClosed()) {
					throw new UncheckedIOException(ex);
				}
			}
		}
	}

	private void join(Socket client) {
		if (isCut()) {
			reset(client);
			return;
		}
		try {
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
			this.sockets.add(client);
			this.sockets.add(server);
			start("proxy-up", () -> pump(client, server));
			start("proxy-down", () -> pump(server, client));
		}
		catch (IOException ex) {
			reset(client);
		}
	}

	private void pump(Socket from, Socket to) {
		byte[] buffer = new byte[16384];
		try (from; to) {
			InputStream input = from.getInputStream();
			OutputStream output = to.getOutputStream();
			for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
				awaitPassage();
				output.write(buffer, 0, length);
			}
			// The end is held up, too.
			awaitPassage();
		}
		catch (IOException ex) {
			reset(to);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.sockets.remove(from);
	}

	// The other end may have closed it already.
	private static void reset(Socket socket) {
		try (socket) {
			socket.setSoLinger(true, 0);
		}
		catch (IOException ex) {
			Thread.yield();
		}
	}

	private void start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		cut();
	}

	/**
	 * Whether node and server are together.
	 */
	private enum State {

		OPEN, HELD, CUT

	}

}
