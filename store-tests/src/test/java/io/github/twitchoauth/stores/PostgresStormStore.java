package io.github.twitchoauth.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL, whose commits survive a crash of the server.
 */
final class PostgresStormStore extends JdbcStormStore {

	// A crashed server recovers first.
	private static final Duration START = Duration.ofMinutes(1);

	private final Path directory;

	private EmbeddedPostgres server;

	private PostgresStormStore(Path directory, EmbeddedPostgres server) {
		super(Databases.postgres(server));
		this.directory = directory;
		this.server = server;
	}

	static PostgresStormStore start() {
		try {
			Path directory = Files.createTempDirectory("storm-");
			return new PostgresStormStore(directory, start(directory, 0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static EmbeddedPostgres start(Path directory, int port) throws IOException {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setDataDirectory(directory.resolve("data"))
			.setCleanDataDirectory(false)
			.setPGStartupWait(START)
			.setServerConfig("synchronous_commit", "on");
		return ((port != 0) ? builder.setPort(port) : builder).start();
	}

	@Override
	public int port() {
		return this.server.getPort();
	}

	@Override
	String url(int port) {
		return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
	}

	// SIGQUIT is the immediate shutdown.
	@Override
	public void crash() {
		try {
			Path file = this.directory.resolve("data/postmaster.pid");
			long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
			new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().onExit().join();
			Awaitility.await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void restart() {
		try {
			this.server.close();
			this.server = start(this.directory, port());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
