package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.twitchoauth.store.jdbc.JdbcTokenStorage;
import org.awaitility.Awaitility;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * A database server that runs for as long as this JVM.
 *
 * @param url its address with name and password
 * @param platform name in the scripts
 * @param sessionsQuery finds the sessions that hold a lock and wait, as numbers
 * @param killStatement ends a session
 */
record Database(String url, String platform, String sessionsQuery, String killStatement) {

	private static final AtomicInteger tables = new AtomicInteger();

	static {
		// Otherwise a connection that was just killed is lent once more.
		System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "-1");
	}

	static HikariDataSource pool(String url, int size) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setMaximumPoolSize(size);
		pool.setMinimumIdle(0);
		return pool;
	}

	DataSource direct() {
		return new DriverManagerDataSource(this.url);
	}

	String createTable() {
		String table = "tokens_" + tables.incrementAndGet();
		new ResourceDatabasePopulator(
				new ByteArrayResource(script("schema-").replace("TWITCH_OAUTH_TOKEN", table).getBytes()))
			.execute(direct());
		return table;
	}

	private String script(String prefix) {
		try {
			return new String(new ClassPathResource(prefix + this.platform + ".sql", JdbcTokenStorage.class)
				.getContentAsByteArray());
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	// Servers end sessions some time after they are told to.
	void killUpdates() {
		JdbcClient jdbc = JdbcClient.create(direct());
		List<Long> sessions = Awaitility.await().until(() -> lastingSessions(jdbc), (found) -> !found.isEmpty());
		sessions.forEach((session) -> kill(jdbc, session));
		Awaitility.await().until(() -> Collections.disjoint(sessions(jdbc), sessions));
	}

	void kill(JdbcClient jdbc, Long session) {
		jdbc.sql(this.killStatement.replace("?", session.toString())).query((row) -> {
		});
	}

	// Another process that waits looks at the row now and then, in a transaction that is
	// over at once, and its session is not to be ended. MariaDB answers from a copy that
	// is
	// up to a tenth of a second old.
	private List<Long> lastingSessions(JdbcClient jdbc) {
		List<Long> sessions = new ArrayList<>(sessions(jdbc));
		for (int i = 0; i < 2; i++) {
			LockSupport.parkNanos(Duration.ofMillis(120).toNanos());
			sessions.retainAll(sessions(jdbc));
		}
		return sessions;
	}

	private List<Long> sessions(JdbcClient jdbc) {
		return jdbc.sql(this.sessionsQuery).query(Long.class).list();
	}

}
