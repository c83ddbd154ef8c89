package io.github.twitchoauth.twitch4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;

/**
 * Twitch, with EventSub at an address where there is none.
 */
final class EventSubElsewhere implements TwitchOAuthConnectionDetails, AutoCloseable {

	private final TwitchOAuthConnectionDetails twitch;

	private final String scheme;

	private final ServerSocket serverSocket;

	private final AtomicInteger attempts = new AtomicInteger();

	private volatile String answer;

	/**
	 * Listen.
	 * @param twitch where all else is
	 * @param scheme how to connect, {@code ws} or {@code wss}
	 * @param answer what everybody is answered who connects
	 */
	EventSubElsewhere(TwitchOAuthConnectionDetails twitch, String scheme, String answer) {
		this.twitch = twitch;
		this.scheme = scheme;
		this.answer = answer;
		try {
			this.serverSocket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(this::serve, "eventsub-elsewhere");
		thread.setDaemon(true);
		thread.start();
	}

	void answer(String answer) {
		this.answer = answer;
		this.attempts.set(0);
	}

	int attempts() {
		return this.attempts.get();
	}

	private void serve() {
		try {
			while (!this.serverSocket.isClosed()) {
				try (Socket socket = this.serverSocket.accept()) {
					socket.getInputStream().read(new byte[4096]);
					socket.getOutputStream().write(this.answer.getBytes(StandardCharsets.US_ASCII));
					this.attempts.incrementAndGet();
				}
			}
		}
		catch (IOException ex) {
			close();
		}
	}

	@Override
	public URI getDeviceAuthorizationUri() {
		return this.twitch.getDeviceAuthorizationUri();
	}

	@Override
	public URI getTokenUri() {
		return this.twitch.getTokenUri();
	}

	@Override
	public URI getRevocationUri() {
		return this.twitch.getRevocationUri();
	}

	@Override
	public URI getValidationUri() {
		return this.twitch.getValidationUri();
	}

	@Override
	public URI getHelixUri() {
		return this.twitch.getHelixUri();
	}

	@Override
	public URI getEventSubUri() {
		return URI.create(this.scheme + "://localhost:" + this.serverSocket.getLocalPort() + "/ws?secret=1");
	}

	@Override
	public void close() {
		try {
			this.serverSocket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
