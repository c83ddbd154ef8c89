package io.github.twitchoauth.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.h2.tools.Server;

import org.springframework.util.function.SingletonSupplier;

/**
 * The servers that tests run against. Each is started when it is first asked for.
 */
final class Databases {

	private static final SingletonSupplier<Database> h2 = SingletonSupplier.of(Databases::startH2);

	private static final SingletonSupplier<Database> postgres = SingletonSupplier.of(Databases::startPostgres);

	private static final SingletonSupplier<Database> mariaDb = SingletonSupplier.of(Databases::startMariaDb);

	private Databases() {
	}

	/**
	 * Return all that are there.
	 * @return the databases, without MariaDB where it is not installed
	 */
	static Stream<Database> all() {
		return MariaDbServer.isInstalled() ? Stream.of(h2(), postgres(), mariaDb()) : Stream.of(h2(), postgres());
	}

	static Database h2() {
		return h2.obtain();
	}

	static Database postgres() {
		return postgres.obtain();
	}

	static Database mariaDb() {
		return mariaDb.obtain();
	}

	private static Database startH2() {
		try {
			Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
			return new Database("jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:twitch;DB_CLOSE_DELAY=-1", "h2",
					"select session_id from information_schema.sessions where contains_uncommitted and session_id <> session_id()",
					"call abort_session(?)");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Database startPostgres() {
		try {
			return postgres(EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(1)).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Database postgres(EmbeddedPostgres server) {
		return new Database(server.getJdbcUrl("postgres", "postgres"), "postgresql",
				"select pid from pg_stat_activity where state = 'idle in transaction'",
				"select pg_terminate_backend(?)");
	}

	private static Database startMariaDb() {
		return mariaDb(MariaDbServer.start());
	}

	static Database mariaDb(MariaDbServer server) {
		return new Database(server.url(), "mysql",
				"select trx_mysql_thread_id from information_schema.innodb_trx where trx_rows_locked > 0",
				"kill connection ?");
	}

}
