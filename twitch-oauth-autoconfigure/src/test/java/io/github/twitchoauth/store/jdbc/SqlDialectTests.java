package io.github.twitchoauth.store.jdbc;

import io.github.twitchoauth.store.UnusableTokenStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SqlDialect}.
 */
class SqlDialectTests {

	private static final String SELECT = "select document, version, claim from t";

	@ParameterizedTest
	@CsvSource({ "PostgreSQL, POSTGRESQL", "MySQL, MYSQL", "MariaDB, MARIADB", "H2, H2", "Oracle, ORACLE",
			"Microsoft SQL Server, SQL_SERVER" })
	void ofWhenProductIsKnownThenIsItsDialect(String product, SqlDialect dialect) {
		assertThat(SqlDialect.of(product)).isEqualTo(dialect);
	}

	@Test
	void ofWhenProductIsNotKnownThenNamesThoseThatAre() {
		assertThatExceptionOfType(UnusableTokenStoreException.class).isThrownBy(() -> SqlDialect.of("dBASE"))
			.withMessageContaining("'dBASE'")
			.withMessageContaining("PostgreSQL, MySQL, MariaDB or H2");
	}

	@Test
	void lockWhenThereAreNoHintsThenIsAtTheEnd() {
		assertThat(SqlDialect.ORACLE.lock("t")).isEqualTo(SELECT + " where id = ? for update");
		assertThat(SqlDialect.ORACLE.lockUnlessLocked("t")).isEqualTo(SELECT + " where id = ? for update skip locked");
		assertThat(SqlDialect.ORACLE.insert("t")).endsWith("values (?, ?, ?, 0)");
	}

	@Test
	void lockWhenSqlServerThenIsAHintToTheTable() {
		assertThat(SqlDialect.SQL_SERVER.read("t")).isEqualTo(SELECT + " where id = ?");
		assertThat(SqlDialect.SQL_SERVER.lock("t")).isEqualTo(SELECT + " with (updlock, rowlock) where id = ?");
		assertThat(SqlDialect.SQL_SERVER.lockUnlessLocked("t"))
			.isEqualTo(SELECT + " with (updlock, rowlock, readpast) where id = ?");
	}

	@Test
	void takeDueThenSkipsWhatIsLockedAndLimitsWhereTheDatabaseCan() {
		String due = " where client_id = :client and validate_at <= :now"
				+ " and (taken_until is null or taken_until <= :now) order by validate_at";
		assertThat(SqlDialect.MARIADB.takeDue("t"))
			.isEqualTo("select id, account from t" + due + " limit :limit for update skip locked");
		assertThat(SqlDialect.ORACLE.takeDue("t"))
			.isEqualTo("select id, account from t" + due + " for update skip locked");
		assertThat(SqlDialect.SQL_SERVER.takeDue("t"))
			.isEqualTo("select id, account from t with (updlock, rowlock, readpast)" + due
					+ " offset 0 rows fetch next :limit rows only");
	}

	@Test
	void lockUnlessLockedWhenPostgresThenLimitsHowLongAClientMayBeSilent() {
		String silence = ", set_config('idle_in_transaction_session_timeout', '10000', true)";
		assertThat(SqlDialect.POSTGRESQL.lockUnlessLocked("t"))
			.isEqualTo(SELECT.replace(" from", silence + " from") + " where id = ? for update skip locked");
		assertThat(SqlDialect.POSTGRESQL.takeDue("t")).contains(silence);
		assertThat(SqlDialect.POSTGRESQL.lockUnlocked("t")).contains(silence);
		assertThat(SqlDialect.POSTGRESQL.lockLeasesUnlessLocked("t")).contains(silence);
		assertThat(SqlDialect.POSTGRESQL.lock("t")).doesNotContain(silence);
	}

	@Test
	void toStringWhenRowHasADocumentThenDoesNotShowIt() {
		assertThat(new TokenRow("s3cret", 7, "me/1")).hasToString("TokenRow[version=7, claim=me/1]");
	}

}
