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
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

/**
 * MariaDB from the packages {@code mariadb-server-core} and {@code mariadb-client-core}
 * of Debian or Ubuntu, with data of its own.
 *
 * @param url its address with name and password
 */
record MariaDbServer(String url) {

	private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/mariadbd"), Path.of("/usr/libexec/mariadbd"),
			Path.of("/usr/local/bin/mariadbd"));

	static final String MISSING = "MariaDB is not installed, so the token store was NOT tested with it."
			+ " Install it with: apt-get install mariadb-server-core mariadb-client-core";

	private static Optional<Path> executable() {
		return PLACES.stream().filter(Files::isExecutable).findFirst();
	}

	static boolean isInstalled() {
		return executable().isPresent();
	}

	static MariaDbServer start() {
		try {
			Path directory = Files.createTempDirectory("mariadb-");
			Path data = directory.resolve("data");
			install(directory, "mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal",
					"--skip-test-db", "--user=root", "--datadir=" + data);
			int port = freePort();
			Process process = run(directory, "log", executable().orElseThrow().toString(), "--no-defaults",
					"--user=root", "--datadir=" + data, "--socket=" + directory.resolve("socket"),
					"--pid-file=" + directory.resolve("pid"), "--bind-address=127.0.0.1", "--port=" + port,
					"--skip-log-bin", "--innodb-buffer-pool-size=16M", "--innodb-log-file-size=16M");
			Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, directory)));
			MariaDbServer server = new MariaDbServer("jdbc:mariadb://127.0.0.1:" + port + "/mysql?user=root");
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(server::accepts);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void install(Path directory, String... command) throws IOException {
		if (run(directory, "install.log", command).onExit().join().exitValue() != 0) {
			throw new IllegalStateException(Files.readString(directory.resolve("install.log")));
		}
	}

	// A server that starts deletes every temporary table in its directory for temporary
	// files, also those of the server that another test installs meanwhile.
	private static Process run(Path directory, String log, String... command) throws IOException {
		ProcessBuilder process = new ProcessBuilder(command);
		process.environment().put("TMPDIR", directory.toString());
		return process.redirectErrorStream(true).redirectOutput(directory.resolve(log).toFile()).start();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private boolean accepts() {
		try {
			DriverManager.getConnection(this.url).close();
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private static void stop(Process process, Path directory) {
		process.destroyForcibly();
		try {
			process.waitFor(5, TimeUnit.SECONDS);
			FileSystemUtils.deleteRecursively(directory);
		}
		catch (InterruptedException | IOException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
