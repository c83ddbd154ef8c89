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
	void toStringWhenRowHasADocumentThenDoesNotShowIt() {
		assertThat(new TokenRow("s3cret", 7, "me/1")).hasToString("TokenRow[version=7, claim=me/1]");
	}

}
