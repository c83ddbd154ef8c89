package io.github.twitchoauth.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * A Helix whose first answer is a 401 that does not end as it should. The others are
 * "fine".
 */
final class TornServer implements AutoCloseable {

	private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfine";

	private static final String REFUSED = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: OAuth realm='TwitchTV'\r\n"
			+ "Content-Type: application/json\r\n";

	private final ServerSocket serverSocket;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Ending ending;

	private final int refusals;

	private int requests;

	TornServer(Ending ending, int refusals) {
		this.ending = ending;
		this.refusals = refusals;
		try {
			this.serverSocket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	URI uri() {
		return URI.create("http://localhost:" + this.serverSocket.getLocalPort() + "/helix");
	}

	private void accept() {
		try {
			while (!this.serverSocket.isClosed()) {
				Socket socket = this.serverSocket.accept();
				this.requests++;
				boolean refused = this.requests <= this.refusals;
				start(() -> serve(socket, refused));
			}
		}
		catch (IOException ex) {
			// It has been closed.
		}
	}

	private void serve(Socket socket, boolean refused) {
		try (socket) {
			BufferedReader in = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			String line = in.readLine();
			while (line != null && !line.isEmpty()) {
				line = in.readLine();
			}
			socket.getOutputStream()
				.write((refused ? REFUSED + this.ending.start : FINE).getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
			if (refused && this.ending == Ending.HELD) {
				this.closed.await();
			}
		}
		catch (IOException | InterruptedException ex) {
			// The client has gone, which is no concern of a server.
		}
	}

	private static void start(Runnable runnable) {
		Thread thread = new Thread(runnable, "torn-server");
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
		 * The connection is closed in the middle of a chunked body.
		 */
		CUT_CHUNKS("Transfer-Encoding: chunked\r\n\r\n6\r\n{\"mess\r\n"),

		/**
		 * The connection is closed before Content-Length is reached.
		 */
		CUT_LENGTH("Content-Length: 600\r\n\r\n{\"mess"),

		/**
		 * The body is not sent at all.
		 */
		NO_BODY("Content-Length: 600\r\n\r\n"),

		/**
		 * Nothing comes any more, and the connection stays open.
		 */
		HELD("Transfer-Encoding: chunked\r\n\r\n6\r\n{\"mess\r\n");

		private final String start;

		Ending(String start) {
			this.start = start;
		}

	}

}
