package io.github.twitchoauth.authorizationserver;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;

/**
 * A real Keycloak on a free loopback port, with the realm {@code demo}. The build has
 * unpacked it.
 */
final class KeycloakServer implements AutoCloseable {

	// It compiles itself at the first start.
	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private final Process process;

	private final int port;

	private KeycloakServer(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	static KeycloakServer start() {
		try {
			Path home = home();
			Path realms = Files.createDirectories(home.resolve("data/import"));
			try (InputStream realm = KeycloakServer.class.getResourceAsStream("/keycloak/demo-realm.json")) {
				Files.write(realms.resolve("demo-realm.json"), realm.readAllBytes());
			}
			int port = freePort();
			Process process = new ProcessBuilder("bash", home.resolve("bin/kc.sh").toString(), "start-dev",
					"--http-host=127.0.0.1", "--http-port=" + port, "--import-realm")
				.redirectErrorStream(true)
				.redirectOutput(new File("target/keycloak.log"))
				.start();
			KeycloakServer server = new KeycloakServer(process, port);
			Awaitility.await().atMost(PATIENCE).until(server::isReady);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path home() throws IOException {
		try (var directories = Files.list(Path.of("target/keycloak"))) {
			return directories.findFirst().orElseThrow().toAbsolutePath();
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private boolean isReady() throws IOException {
		try {
			URI realm = URI.create("http://127.0.0.1:" + this.port + "/realms/demo");
			return ((HttpURLConnection) realm.toURL().openConnection()).getResponseCode() == 200;
		}
		catch (IOException ex) {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("Keycloak has ended, see target/keycloak.log", ex);
			}
			return false;
		}
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroy);
		this.process.destroy();
	}

}
