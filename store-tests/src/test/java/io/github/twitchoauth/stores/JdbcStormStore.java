package io.github.twitchoauth.stores;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A relational database.
 */
abstract class JdbcStormStore implements StormStore {

	private final Database database;

	private final String table;

	JdbcStormStore(Database database) {
		this.database = database;
		this.table = database.createTable();
	}

	abstract String url(int port);

	@Override
	public List<String> properties(int port) {
		return List.of("storm.table=" + this.table, "twitch.oauth.token-store.type=jdbc",
				"twitch.oauth.token-store.jdbc.table-name=" + this.table, "spring.datasource.url=" + url(port),
				"spring.datasource.hikari.maximum-pool-size=8", "spring.datasource.hikari.connection-timeout=2000",
				"spring.datasource.hikari.validation-timeout=1000");
	}

	@Override
	public boolean endSession() {
		JdbcClient jdbc = JdbcClient.create(this.database.direct());
		List<Long> sessions = jdbc.sql(this.database.sessionsQuery()).query(Long.class).list();
		sessions.stream().limit(1).forEach((session) -> this.database.kill(jdbc, session));
		return !sessions.isEmpty();
	}

}
