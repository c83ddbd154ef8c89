package io.github.twitchoauth.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

/**
 * PgBouncer in transaction mode, from the package {@code pgbouncer} of Debian or Ubuntu.
 * There are fewer sessions than nodes have connections.
 *
 * @param port where it listens
 * @param process the program
 * @param directory its configuration
 */
record PgBouncer(int port, Process process, Path directory) implements AutoCloseable {

	private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/pgbouncer"), Path.of("/usr/bin/pgbouncer"),
			Path.of("/usr/local/bin/pgbouncer"));

	private static final String CONFIGURATION = """
			[databases]
			* = host=127.0.0.1 port=%d user=postgres
			[pgbouncer]
			listen_addr = 127.0.0.1
			listen_port = %d
			unix_socket_dir =
			auth_type = any
			pool_mode = transaction
			default_pool_size = 3
			ignore_startup_parameters = extra_float_digits
			""";

	static final String MISSING = "PgBouncer is not installed, so the token store was NOT tested with it."
			+ " Install it with: apt-get install pgbouncer";

	private static Optional<Path> executable() {
		return PLACES.stream().filter(Files::isExecutable).findFirst();
	}

	static boolean isInstalled() {
		return executable().isPresent();
	}

	static PgBouncer before(int postgres) {
		try {
			int port = Redis.freePort();
			Path directory = Files.createTempDirectory("pgbouncer-");
			Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
			Path configuration = Files.writeString(directory.resolve("ini"), CONFIGURATION.formatted(postgres, port));
			// It does not run as root.
			Process process = new ProcessBuilder(executable().orElseThrow().toString(), "-u",
					System.getProperty("user.name").equals("root") ? "nobody" : System.getProperty("user.name"),
					configuration.toString())
				.redirectErrorStream(true)
				.redirectOutput(directory.resolve("log").toFile())
				.start();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.failFast("PgBouncer has ended", () -> !process.isAlive())
				.until(() -> accepts(port));
			return new PgBouncer(port, process, directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean accepts(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
