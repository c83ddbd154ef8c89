package io.github.twitchoauth.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

/**
 * MariaDB from the packages {@code mariadb-server-core} and {@code mariadb-client-core}
 * of Debian or Ubuntu, with data of its own.
 */
final class MariaDbServer implements AutoCloseable {

	private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/mariadbd"), Path.of("/usr/libexec/mariadbd"),
			Path.of("/usr/local/bin/mariadbd"));

	static final String MISSING = "MariaDB is not installed, so the token store was NOT tested with it."
			+ " Install it with: apt-get install mariadb-server-core mariadb-client-core";

	private final Path directory;

	private final int port;

	private Process process;

	private MariaDbServer(Path directory, int port) {
		this.directory = directory;
		this.port = port;
	}

	private static Optional<Path> executable() {
		return PLACES.stream().filter(Files::isExecutable).findFirst();
	}

	static boolean isInstalled() {
		return executable().isPresent();
	}

	static MariaDbServer start() {
		try {
			MariaDbServer server = new MariaDbServer(Files.createTempDirectory("mariadb-"), freePort());
			server.install();
			Runtime.getRuntime().addShutdownHook(new Thread(server::close));
			server.run();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void install() throws IOException {
		Process install = run("install.log", "mariadb-install-db", "--no-defaults",
				"--auth-root-authentication-method=normal", "--skip-test-db", "--user=root", "--datadir=" + data());
		if (install.onExit().join().exitValue() != 0) {
			throw new IllegalStateException(Files.readString(this.directory.resolve("install.log")));
		}
	}

	/**
	 * Run the server on its data, until it is closed or crashes.
	 */
	void run() {
		try {
			this.process = run("log", executable().orElseThrow().toString(), "--no-defaults", "--user=root",
					"--datadir=" + data(), "--socket=" + this.directory.resolve("socket"),
					"--pid-file=" + this.directory.resolve("pid"), "--bind-address=127.0.0.1", "--port=" + this.port,
					"--skip-log-bin", "--innodb-buffer-pool-size=16M", "--innodb-log-file-size=16M");
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::accepts);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path data() {
		return this.directory.resolve("data");
	}

	// A server that starts deletes every temporary table in its directory for temporary
	// files, also those of the server that another test installs meanwhile.
	private Process run(String log, String... command) throws IOException {
		ProcessBuilder process = new ProcessBuilder(command);
		process.environment().put("TMPDIR", this.directory.toString());
		return process.redirectErrorStream(true).redirectOutput(this.directory.resolve(log).toFile()).start();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private boolean accepts() {
		try {
			DriverManager.getConnection(url()).close();
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * Return the address with name and password.
	 * @return the URL
	 */
	String url() {
		return url(this.port);
	}

	static String url(int port) {
		return "jdbc:mariadb://127.0.0.1:" + port + "/mysql?user=root";
	}

	void crash() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() {
		crash();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
