package io.github.twitchoauth.endpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers the first request on a connection and keeps the connection open, but breaks it
 * when a second request comes: as a server does that has just decided to close it.
 */
final class OneAnswerServer implements AutoCloseable {

	private final ServerSocket serverSocket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final List<String> broken = new CopyOnWriteArrayList<>();

	private final byte[] answer;

	OneAnswerServer(String json) throws IOException {
		this.answer = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
				+ "\r\n\r\n" + json)
			.getBytes(StandardCharsets.US_ASCII);
		startThread(this::accept);
	}

	String getBaseUrl() {
		return "http://127.0.0.1:" + this.serverSocket.getLocalPort();
	}

	/**
	 * How many requests to a path met a connection that broke.
	 */
	long broken(String path) {
		return this.broken.stream().filter((line) -> line.contains(path)).count();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.serverSocket.accept();
				startThread(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// The server has been closed.
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			read(reader);
			socket.getOutputStream().write(this.answer);
			this.broken.add(String.valueOf(reader.readLine()));
		}
		catch (IOException ex) {
			// The client has closed the connection.
		}
	}

	private static void read(BufferedReader reader) throws IOException {
		int length = 0;
		String line = reader.readLine();
		while (line != null && !line.isEmpty()) {
			if (line.toLowerCase().startsWith("content-length:")) {
				length = Integer.parseInt(line.substring(15).strip());
			}
			line = reader.readLine();
		}
		for (int i = 0; i < length; i++) {
			reader.read();
		}
	}

	private static void startThread(Runnable task) {
		Thread thread = new Thread(task, "one-answer-server");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.serverSocket.close();
	}

}
