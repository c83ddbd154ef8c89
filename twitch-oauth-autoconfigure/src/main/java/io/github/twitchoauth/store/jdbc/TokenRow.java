package io.github.twitchoauth.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * What a row says.
 *
 * @param document the token, or {@code null} if there is none
 * @param version grows with each new document
 * @param claim the claim, or {@code null} if there is none
 */
record TokenRow(@Nullable String document, long version, @Nullable String claim) {

	static TokenRow of(ResultSet row, int number) throws SQLException {
		return new TokenRow(row.getString(1), row.getLong(2), row.getString(3));
	}

	TokenRow withClaim(String claim) {
		return new TokenRow(this.document, this.version, claim);
	}

	@Override
	public String toString() {
		return "TokenRow[version=" + this.version + ", claim=" + this.claim + "]";
	}

}
