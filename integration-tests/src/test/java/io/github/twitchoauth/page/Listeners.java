package io.github.twitchoauth.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Browsers that ask for the page's events, and keep their connections open.
 */
final class Listeners implements AutoCloseable {

	private final int port;

	private final List<Socket> served = new ArrayList<>();

	private final List<Socket> refused = new ArrayList<>();

	Listeners(int port) {
		this.port = port;
	}

	/**
	 * Add listeners, one after the other. Those for which there is no room do what they
	 * are told to instead.
	 */
	Listeners add(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			Socket socket = connect();
			if (ask(socket, "/twitch/events", "\r\n\r\n").startsWith("HTTP/1.1 200")) {
				this.served.add(socket);
			}
			else {
				socket.close();
				this.refused.add(connect());
				ask(this.refused.get(this.refused.size() - 1), "/twitch/accounts", "\"more\":false}");
			}
		}
		return this;
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket("localhost", this.port);
		socket.setSoTimeout(60_000);
		return socket;
	}

	int served() {
		return this.served.size();
	}

	void awaitText(String text) throws IOException {
		for (Socket socket : this.served) {
			awaitText(socket, text);
		}
	}

	private static String ask(Socket socket, String path, String text) throws IOException {
		socket.getOutputStream()
			.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
		return awaitText(socket, text);
	}

	private static String awaitText(Socket socket, String text) throws IOException {
		InputStream in = socket.getInputStream();
		StringBuilder read = new StringBuilder();
		byte[] buffer = new byte[4096];
		while (read.indexOf(text) < 0) {
			int length = in.read(buffer);
			assertThat(length).as(read.toString()).isPositive();
			read.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
		}
		return read.toString();
	}

	@Override
	public void close() throws IOException {
		for (Socket socket : this.served) {
			socket.close();
		}
		for (Socket socket : this.refused) {
			socket.close();
		}
	}

}
