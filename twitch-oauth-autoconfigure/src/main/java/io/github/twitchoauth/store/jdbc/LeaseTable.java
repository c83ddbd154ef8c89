package io.github.twitchoauth.store.jdbc;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The statements on the table of leases, each within the transaction of the caller.
 */
final class LeaseTable {

	private final JdbcClient jdbc;

	private final SqlDialect dialect;

	private final String name;

	LeaseTable(JdbcClient jdbc, SqlDialect dialect, String name) {
		this.jdbc = jdbc;
		this.dialect = dialect;
		this.name = name;
	}

	List<LeaseRow> read(Collection<String> ids) {
		return select(this.dialect.readLeases(this.name), ids);
	}

	// Rows that another transaction has locked are left out.
	List<LeaseRow> lockUnlessLocked(Collection<String> ids) {
		return select(this.dialect.lockLeasesUnlessLocked(this.name), ids);
	}

	private List<LeaseRow> select(String query, Collection<String> ids) {
		return this.jdbc.sql(query).param("ids", ids).query(LeaseRow::of).list();
	}

	// A lease that everybody is free to take.
	void insert(String id, String lease) {
		this.jdbc.sql(this.dialect.insertLease(this.name)).params(id, lease).update();
	}

	// The rows are locked. Only what is taken for the first time counts as served.
	void take(Collection<String> ids, String owner, long duration) {
		this.jdbc
			.sql("update " + this.name + " set owner = :owner, epoch = epoch + 1, renewed_at = " + this.dialect.now()
					+ ", served_until = coalesce(served_until, " + this.dialect.now()
					+ "), duration = :duration where id in (:ids)")
			.param("owner", owner)
			.param("duration", duration)
			.param("ids", ids)
			.update();
	}

	// What has expired is not renewed, because that would hide how long it was without a
	// holder.
	void renew(String owner) {
		this.jdbc
			.sql("update " + this.name + " set renewed_at = " + this.dialect.now() + " where owner = ?" + unexpired())
			.param(owner)
			.update();
	}

	void serve(Collection<String> ids, String owner, Duration unserved) {
		this.jdbc
			.sql("update " + this.name + " set served_until = " + this.dialect.now()
					+ " - :unserved where owner = :owner and id in (:ids)" + unexpired())
			.param("unserved", unserved.toMillis())
			.param("owner", owner)
			.param("ids", ids)
			.update();
	}

	private String unexpired() {
		return " and renewed_at + duration > " + this.dialect.now();
	}

	Set<String> heldBy(String owner) {
		return this.jdbc.sql("select name from " + this.name + " where owner = ?" + unexpired())
			.param(owner)
			.query(String.class)
			.stream()
			.collect(Collectors.toUnmodifiableSet());
	}

	void release(Collection<String> ids, String owner, Duration unserved) {
		this.jdbc
			.sql("update " + this.name + " set owner = null, renewed_at = " + this.dialect.now() + ", served_until = "
					+ this.dialect.now() + " - :unserved where owner = :owner and id in (:ids)")
			.param("unserved", unserved.toMillis())
			.param("owner", owner)
			.param("ids", ids)
			.update();
	}

}
