package io.github.twitchoauth.store.jdbc;

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
		return this.jdbc
			.sql("select name, owner, epoch, renewed_at, duration, " + this.dialect.now() + " from " + this.name
					+ " where id in (:ids)")
			.param("ids", ids)
			.query(LeaseRow::of)
			.list();
	}

	// A lease that everybody is free to take.
	void insert(String id, String lease) {
		this.jdbc.sql(this.dialect.insertLease(this.name)).params(id, lease).update();
	}

	// Fails if the row has changed since it was read.
	boolean take(String id, LeaseRow seen, String owner, long duration) {
		return this.jdbc
			.sql("update " + this.name + " set owner = ?, epoch = epoch + 1, renewed_at = " + this.dialect.now()
					+ ", duration = ? where id = ? and epoch = ? and renewed_at = ?")
			.params(owner, duration, id, seen.epoch(), seen.renewedAt())
			.update() == 1;
	}

	void renew(String owner) {
		this.jdbc.sql("update " + this.name + " set renewed_at = " + this.dialect.now() + " where owner = ?")
			.param(owner)
			.update();
	}

	Set<String> ownedBy(String owner) {
		return this.jdbc.sql("select name from " + this.name + " where owner = ?")
			.param(owner)
			.query(String.class)
			.stream()
			.collect(Collectors.toUnmodifiableSet());
	}

	void release(Collection<String> ids, String owner) {
		this.jdbc
			.sql("update " + this.name + " set owner = null, renewed_at = " + this.dialect.now()
					+ " where owner = :owner and id in (:ids)")
			.param("owner", owner)
			.param("ids", ids)
			.update();
	}

}
