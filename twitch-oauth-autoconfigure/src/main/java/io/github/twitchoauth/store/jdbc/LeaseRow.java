package io.github.twitchoauth.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a row of the lease table says. Times are those of the database, in milliseconds.
 *
 * @param name the lease
 * @param owner who holds it, or {@code null} if it was given back
 * @param renewedAt when it was last taken, renewed or given back
 * @param servedUntil until when it was served, or {@code null} if it was never taken
 * @param duration how long it lasts
 * @param now when the row was read
 */
record LeaseRow(String name, @Nullable String owner, long renewedAt, @Nullable Long servedUntil, long duration,
		long now) {

	static LeaseRow of(ResultSet row, int number) throws SQLException {
		long served = row.getLong(4);
		Long servedUntil = row.wasNull() ? null : served;
		return new LeaseRow(row.getString(1), row.getString(2), row.getLong(3), servedUntil, row.getLong(5),
				row.getLong(6));
	}

	boolean isFreeFor(String taker) {
		return this.owner == null || this.owner.equals(taker) || this.renewedAt + this.duration <= this.now;
	}

	@Nullable Duration vacancy() {
		return (this.servedUntil != null) ? Duration.ofMillis(Math.max(0, this.now - this.servedUntil)) : null;
	}

}
