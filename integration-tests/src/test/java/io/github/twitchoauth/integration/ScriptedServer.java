package io.github.twitchoauth.integration;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;

/**
 * Stands between the application and a server, passes everything on, and plays tricks
 * with the connection where told to.
 */
final class ScriptedServer implements AutoCloseable {

	private final ServerSocket serverSocket;

	private final Upstream upstream;

	private final Map<String, Queue<Script>> scripts = new ConcurrentHashMap<>();

	private final Map<String, List<Instant>> requests = new ConcurrentHashMap<>();

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private ScriptedServer(String upstream) throws IOException {
		this.serverSocket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.upstream = new Upstream(upstream);
	}

	/**
	 * Start a server.
	 * @param upstream base URL of the server that requests are passed on to
	 * @return the running server
	 */
	static ScriptedServer inFrontOf(String upstream) {
		try {
			ScriptedServer server = new ScriptedServer(upstream);
			startThread("scripted-server-accept", server::accept);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String getBaseUrl() {
		return "http://localhost:" + this.serverSocket.getLocalPort();
	}

	/**
	 * Meet the next requests to a path with a script.
	 * @param path the path
	 * @param count the number of requests
	 * @param script the script
	 */
	void script(String path, int count, Script script) {
		Queue<Script> queue = this.scripts.computeIfAbsent(path, (key) -> new ConcurrentLinkedQueue<>());
		for (int i = 0; i < count; i++) {
			queue.add(script);
		}
	}

	/**
	 * Return when requests to a path arrived.
	 * @param path the path
	 * @return the times, first to last
	 */
	List<Instant> requests(String path) {
		return this.requests.computeIfAbsent(path, (key) -> new CopyOnWriteArrayList<>());
	}

	void awaitRequests(String path, int count) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.atMost(TestApplication.PATIENCE)
			.until(() -> requests(path).size() >= count);
	}

	private void accept() {
		try {
			while (!this.serverSocket.isClosed()) {
				Socket socket = this.serverSocket.accept();
				this.sockets.add(socket);
				startThread("scripted-server-connection", () -> serve(socket));
			}
		}
		catch (IOException ex) {
			close();
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			InputStream in = new BufferedInputStream(socket.getInputStream());
			HttpRequest request = HttpRequest.read(in);
			while (request != null && answer(request, socket)) {
				request = HttpRequest.read(in);
			}
		}
		catch (IOException ex) {
			// The client has gone, which is no concern of a server.
		}
		finally {
			this.sockets.remove(socket);
		}
	}

	// Whether the connection is still good.
	private boolean answer(HttpRequest request, Socket socket) throws IOException {
		requests(request.path()).add(Instant.now());
		Script script = this.scripts.getOrDefault(request.path(), new ConcurrentLinkedQueue<>()).poll();
		if (script != null) {
			script.play(socket, () -> this.upstream.exchange(request));
			return false;
		}
		socket.getOutputStream().write(this.upstream.exchange(request));
		return true;
	}

	private static void startThread(String name, Runnable runnable) {
		Thread thread = new Thread(runnable, name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.serverSocket.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
