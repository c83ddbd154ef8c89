package io.github.twitchoauth.integration;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a {@link ScriptedServer} does instead of passing a request on.
 */
@FunctionalInterface
interface Script {

	String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n";

	void play(Socket socket, Answer answer) throws IOException;

	static Script resetBeforeAnswer() {
		return (socket, answer) -> reset(socket);
	}

	static Script resetWithinAnswer() {
		return (socket, answer) -> {
			String start = HEAD.formatted(500) + "{\"expires_in\":14400,\"token_ty";
			socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
			reset(socket);
		};
	}

	static Script resetAfterAnswer() {
		return (socket, answer) -> {
			socket.getOutputStream().write(answer.fetch());
			reset(socket);
		};
	}

	/**
	 * The answer that there would have been, of which the server says that more follows.
	 * @return the script
	 */
	static Script endAfterBody() {
		return (socket, answer) -> {
			String full = new String(answer.fetch(), StandardCharsets.ISO_8859_1);
			String body = full.substring(full.indexOf('{'), full.lastIndexOf('}') + 1);
			socket.getOutputStream()
				.write((HEAD.formatted(body.length() + 2) + body).getBytes(StandardCharsets.ISO_8859_1));
			socket.shutdownOutput();
		};
	}

	// Until the client closes the connection.
	static Script hang() {
		return (socket, answer) -> socket.getInputStream().readAllBytes();
	}

	/**
	 * A success with a body of the given size.
	 * @param size the size in bytes
	 * @param sent told how much could be sent before the client closed the connection
	 * @return the script
	 */
	static Script flood(long size, AtomicLong sent) {
		return (socket, answer) -> {
			OutputStream out = socket.getOutputStream();
			out.write(HEAD.formatted(size).getBytes(StandardCharsets.US_ASCII));
			byte[] chunk = new byte[64 * 1024];
			Arrays.fill(chunk, (byte) ' ');
			for (long left = size; left > 0; left -= chunk.length) {
				out.write(chunk);
				sent.addAndGet(chunk.length);
			}
		};
	}

	private static void reset(Socket socket) throws IOException {
		socket.setSoLinger(true, 0);
		socket.close();
	}

	/**
	 * The answer that there would have been.
	 */
	@FunctionalInterface
	interface Answer {

		byte[] fetch() throws IOException;

	}

}
