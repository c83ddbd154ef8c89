package io.github.twitchoauth.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A Helix whose answers do not end as they should, and are "fine" after that.
 */
final class TornHelix implements AutoCloseable {

	private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfine";

	private final ServerSocket serverSocket;

	private final Queue<Answer> script = new ConcurrentLinkedQueue<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	TornHelix() {
		try {
			this.serverSocket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	URI uri() {
		return URI.create("http://localhost:" + this.serverSocket.getLocalPort() + "/helix");
	}

	void answers(String status, Ending ending) {
		this.script.add(new Answer(status, ending));
	}

	private void accept() {
		try {
			while (!this.serverSocket.isClosed()) {
				Socket socket = this.serverSocket.accept();
				start(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// It has been closed.
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			BufferedReader in = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			String line = in.readLine();
			while (line != null && !line.isEmpty()) {
				line = in.readLine();
			}
			Answer answer = this.script.poll();
			if (answer == null) {
				write(socket.getOutputStream(), FINE);
				return;
			}
			write(socket.getOutputStream(), "HTTP/1.1 " + answer.status()
					+ "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"mess\r\n");
			while (answer.ending() != Ending.CLOSED && !this.closed.await(200, TimeUnit.MILLISECONDS)) {
				write(socket.getOutputStream(), (answer.ending() == Ending.DRIBBLED) ? "1\r\nx\r\n" : "");
			}
		}
		catch (IOException | InterruptedException ex) {
			// The client has gone, which is no concern of a server.
		}
	}

	private static void write(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
	}

	private static void start(Runnable runnable) {
		Thread thread = new Thread(runnable, "torn-helix");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.closed.countDown();
		this.serverSocket.close();
	}

	enum Ending {

		/**
		 * The connection is closed in the middle.
		 */
		CLOSED,

		/**
		 * Nothing comes any more.
		 */
		HELD,

		/**
		 * A byte comes every now and then.
		 */
		DRIBBLED

	}

	private record Answer(String status, Ending ending) {

	}

}
