package io.github.twitchoauth.store.jdbc;

import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Settings of the database session while an update waits for Twitch: the server must not
 * end the session because it is idle, but should soon notice if the machine at its other
 * end has gone. The pool gets the session back as it was.
 */
final class UpdateSession implements AutoCloseable {

	// Settings that the server does not know are left out: transaction_timeout is new in
	// PostgreSQL 17.
	private static final String POSTGRESQL = """
			select set_config(wanted.name, wanted.setting, true)
			from pg_settings join (values ('idle_in_transaction_session_timeout', '0'), ('transaction_timeout', '0'),
				('tcp_keepalives_idle', '30'), ('tcp_keepalives_interval', '10'), ('tcp_keepalives_count', '3'),
				('tcp_user_timeout', '60000')) as wanted (name, setting) on pg_settings.name = wanted.name""";

	private static final String MARIADB = """
			show session variables where value <> '0'
			and variable_name in ('idle_transaction_timeout', 'idle_write_transaction_timeout')""";

	private final JdbcClient jdbc;

	private final Map<String, String> changed;

	private UpdateSession(JdbcClient jdbc, Map<String, String> changed) {
		this.jdbc = jdbc;
		this.changed = changed;
	}

	static UpdateSession open(JdbcClient jdbc, SqlDialect dialect) {
		if (dialect == SqlDialect.POSTGRESQL) {
			jdbc.sql(POSTGRESQL).query(String.class).list();
		}
		return new UpdateSession(jdbc, (dialect == SqlDialect.MARIADB) ? disableTimeouts(jdbc) : Map.of());
	}

	private static Map<String, String> disableTimeouts(JdbcClient jdbc) {
		Map<String, String> timeouts = jdbc.sql(MARIADB)
			.query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		timeouts.keySet().forEach((name) -> set(jdbc, name, "0"));
		return timeouts;
	}

	// Name and value may be part of the statement, because they come from the server or
	// are zero.
	private static void set(JdbcClient jdbc, String name, String value) {
		jdbc.sql("set session " + name + " = " + value).update();
	}

	@Override
	public void close() {
		this.changed.forEach((name, value) -> set(this.jdbc, name, value));
	}

}
