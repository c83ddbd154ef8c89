package io.github.twitchoauth.store.jdbc;

import java.sql.DatabaseMetaData;

import javax.sql.DataSource;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.store.UnusableTokenStoreException;

import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * What databases call things that the SQL standard has no words for.
 */
enum SqlDialect {

	/**
	 * PostgreSQL, where a failed statement would abort the transaction.
	 */
	POSTGRESQL("", " for update", " for update skip locked", " on conflict do nothing",
			"cast(extract(epoch from clock_timestamp()) * 1000 as bigint)"),

	/**
	 * MySQL.
	 */
	MYSQL("", " for update", " for update skip locked", " on duplicate key update id = id", SqlDialect.MYSQL_NOW),

	/**
	 * MariaDB, which can end sessions for idling within a transaction.
	 */
	MARIADB("", " for update", " for update skip locked", " on duplicate key update id = id", SqlDialect.MYSQL_NOW),

	/**
	 * H2.
	 */
	H2("", " for update", " for update skip locked", "",
			"cast(extract(epoch from current_timestamp) * 1000 as bigint)"),

	/**
	 * Oracle.
	 */
	ORACLE("", " for update", " for update skip locked", "",
			"round((cast(sys_extract_utc(systimestamp) as date) - date '1970-01-01') * 86400000)"),

	/**
	 * SQL Server, whose locks are hints to the table.
	 */
	SQL_SERVER(" with (updlock, rowlock)", "", " with (updlock, rowlock, readpast)", "",
			"datediff_big(millisecond, '1970-01-01', sysutcdatetime())");

	private static final String TOKEN = "select document, version, claim";

	private static final String MYSQL_NOW = "timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) div 1000";

	private final String lockHint;

	private final String lock;

	private final String skipLocked;

	private final String onDuplicate;

	private final String now;

	SqlDialect(String lockHint, String lock, String skipLocked, String onDuplicate, String now) {
		this.lockHint = lockHint;
		this.lock = lock;
		this.skipLocked = skipLocked;
		this.onDuplicate = onDuplicate;
		this.now = now;
	}

	/**
	 * Return the dialect of a database.
	 * @param dataSource the database
	 * @return the dialect
	 * @throws UnusableTokenStoreException if the database does not suit
	 */
	static SqlDialect of(DataSource dataSource) {
		try {
			return of(JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName));
		}
		catch (MetaDataAccessException ex) {
			throw new TokenStoreException("The database that keeps Twitch tokens cannot be reached", ex);
		}
	}

	static SqlDialect of(String product) {
		return switch (product) {
			case "PostgreSQL" -> POSTGRESQL;
			case "MySQL" -> MYSQL;
			case "MariaDB" -> MARIADB;
			case "H2" -> H2;
			case "Oracle" -> ORACLE;
			case "Microsoft SQL Server" -> SQL_SERVER;
			case "SQLite" -> throw new UnusableTokenStoreException(
					"SQLite locks the whole database while one token is refreshed, so Twitch tokens cannot be kept in it",
					"Keep them in a file, which several processes of one machine may share: set"
							+ " twitch.oauth.token-store.type=file",
					null);
			default -> throw new UnusableTokenStoreException(
					"The database '" + product + "' is none of those that Twitch tokens can be kept in",
					"Take PostgreSQL, MySQL, MariaDB or H2, or implement a TokenStorage", null);
		};
	}

	String read(String table) {
		return TOKEN + " from " + table + " where id = ?";
	}

	String lock(String table) {
		return TOKEN + " from " + table + this.lockHint + " where id = ?" + this.lock;
	}

	String lockUnlessLocked(String table) {
		return lockUnlocked(TOKEN, table, " where id = ?");
	}

	private String lockUnlocked(String columns, String table, String rows) {
		String rest = (this == SQL_SERVER) ? table + this.skipLocked + rows : table + rows + this.skipLocked;
		return columns + briefly() + " from " + rest;
	}

	// A transaction that locks rows for a moment would keep them locked for as long as
	// TCP
	// takes to notice that its client has lost power. PostgreSQL can be told together
	// with
	// the lock to end it earlier.
	private String briefly() {
		return (this == POSTGRESQL) ? ", set_config('idle_in_transaction_session_timeout', '10000', true)" : "";
	}

	// The rows are in the order of the primary key. A row without a document is an
	// account without a token.
	String list(String table) {
		return "select id, account from " + table
				+ " where client_id = ? and id > ? and document is not null order by id" + limit();
	}

	// Only what has a document has such a time, so that the index leads to nothing else.
	String listScheduled(String table) {
		return "select id, account, validate_at from " + table
				+ " where client_id = ? and validate_at >= ? and (validate_at > ? or id > ?) order by validate_at, id"
				+ limit();
	}

	private String limit() {
		return (this == MYSQL || this == MARIADB) ? " limit ?" : " offset 0 rows fetch next ? rows only";
	}

	// The rows whose validation has been due for longest, and that nobody holds. Oracle
	// locks no more rows than are read, and cannot be told their number.
	String takeDue(String table) {
		String limit = switch (this) {
			case MYSQL, MARIADB -> " limit :limit";
			case ORACLE -> "";
			default -> " offset 0 rows fetch next :limit rows only";
		};
		String due = " where client_id = :client and validate_at <= :now and (taken_until is null or taken_until <= :now)"
				+ " order by validate_at" + limit;
		return lockUnlocked("select id, account", table, due);
	}

	// Of these rows, those that no other transaction has locked.
	String lockUnlocked(String table) {
		return lockUnlocked("select id", table, " where id in (:ids) and validate_at is not null");
	}

	String insert(String table) {
		return "insert into " + table + " (id, client_id, account, version) values (?, ?, ?, 0)" + this.onDuplicate;
	}

	String insertLease(String table) {
		return "insert into " + table + " (id, name, epoch, renewed_at, duration) values (?, ?, 0, 0, 0)"
				+ this.onDuplicate;
	}

	String readLeases(String table) {
		return lease() + " from " + table + " where id in (:ids)";
	}

	String lockLeasesUnlessLocked(String table) {
		return lockUnlocked(lease(), table, " where id in (:ids)");
	}

	private String lease() {
		return "select name, owner, renewed_at, served_until, duration, " + this.now;
	}

	/**
	 * Return what the database computes the time from.
	 * @return an expression for the milliseconds since 1970, whatever zone the session is
	 * in
	 */
	String now() {
		return this.now;
	}

}
