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
 * @param epoch how often it has been taken
 * @param renewedAt when it was last taken, renewed or given back
 * @param duration how long it lasts
 * @param now when the row was read
 */
record LeaseRow(String name, @Nullable String owner, long epoch, long renewedAt, long duration, long now) {

	static LeaseRow of(ResultSet row, int number) throws SQLException {
		return new LeaseRow(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5),
				row.getLong(6));
	}

	boolean isFreeFor(String taker) {
		return this.owner == null || this.owner.equals(taker) || this.renewedAt + this.duration <= this.now;
	}

	@Nullable Duration vacancy() {
		return (this.epoch > 0) ? Duration.ofMillis(Math.max(0, this.now - this.renewedAt)) : null;
	}

}
