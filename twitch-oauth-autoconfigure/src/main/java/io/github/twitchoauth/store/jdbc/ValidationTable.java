package io.github.twitchoauth.store.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.TokenKey;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The statements on the table of tokens that are about their validation, each within the
 * transaction of the caller. Times are those of the database, in milliseconds.
 */
final class ValidationTable {

	// It sorts before each time and each id.
	private static final String BEFORE_ALL = "0:0";

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final SqlDialect dialect;

	private final String name;

	ValidationTable(JdbcClient jdbc, JdbcTemplate batches, SqlDialect dialect, String name) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.dialect = dialect;
		this.name = name;
	}

	// The time is read here and not within other statements, because PostgreSQL uses no
	// index for a time that goes on while it looks.
	Schedule read(String clientId) {
		return this.jdbc
			.sql("select " + this.dialect.now() + ", min(validate_at) from " + this.name + " where client_id = ?")
			.param(clientId)
			.query((row, number) -> {
				long now = row.getLong(1);
				long first = row.getLong(2);
				return new Schedule(now, row.wasNull() ? now : first);
			})
			.single();
	}

	// The cursor is the time and the id of the last row of the page before it. A login
	// keeps its time for as long as it has a document.
	AccountPage accounts(String clientId, @Nullable String cursor, int limit) {
		String[] last = ((cursor != null) ? cursor : BEFORE_ALL).split(":");
		long time = Long.parseLong(last[0]);
		List<String> cursors = new ArrayList<>();
		List<String> accounts = this.jdbc.sql(this.dialect.listScheduled(this.name))
			.params(clientId, time, time, last[1], limit)
			.query((row, number) -> {
				cursors.add(row.getLong(3) + ":" + row.getString(1));
				return row.getString(2);
			})
			.list();
		return new AccountPage(accounts, (accounts.size() == limit) ? cursors.get(limit - 1) : null);
	}

	List<TokenKey> takeDue(String clientId, long now, int limit) {
		return this.jdbc.sql(this.dialect.takeDue(this.name))
			.withMaxRows(limit)
			.params(Map.of("client", clientId, "now", now, "limit", limit))
			.query((row, number) -> new TokenKey(clientId, row.getString(2)))
			.list();
	}

	void hold(Collection<String> ids, long until) {
		this.jdbc.sql("update " + this.name + " set taken_until = :until where id in (:ids)")
			.param("until", until)
			.param("ids", ids)
			.update();
	}

	List<String> lock(Collection<String> ids) {
		return this.jdbc.sql(this.dialect.lockUnlocked(this.name))
			.param("ids", ids)
			.query((row, number) -> row.getString(1))
			.list();
	}

	List<String> scheduled(Collection<String> ids) {
		return this.jdbc.sql("select id from " + this.name + " where id in (:ids) and validate_at is not null")
			.param("ids", ids)
			.query((row, number) -> row.getString(1))
			.list();
	}

	void schedule(Map<String, Long> times) {
		this.batches.batchUpdate("update " + this.name + " set validate_at = ?, taken_until = null where id = ?",
				times.entrySet().stream().map((time) -> new Object[] { time.getValue(), time.getKey() }).toList());
	}

	/**
	 * When the first validation is due.
	 *
	 * @param now the time
	 * @param first when it is due, or now if there is none
	 */
	record Schedule(long now, long first) {

	}

}
