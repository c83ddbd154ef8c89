package io.github.twitchoauth.benchmarks.stores;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.twitchoauth.TwitchToken;

/**
 * The least that changes a row that nobody else changes meanwhile.
 */
final class BareTransaction {

	static final String TABLE = "create table bare (id varchar(64) primary key, document text)";

	private final DataSource dataSource;

	BareTransaction(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	void update(String account, TwitchToken token) {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			if (!lock(connection, account)) {
				write(connection, "insert into bare (document, id) values (?, ?)", account, token);
			}
			write(connection, "update bare set document = ? where id = ?", account, token);
			connection.commit();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean lock(Connection connection, String account) throws SQLException {
		try (PreparedStatement select = connection
			.prepareStatement("select document from bare where id = ? for update")) {
			select.setString(1, account);
			try (ResultSet rows = select.executeQuery()) {
				return rows.next();
			}
		}
	}

	private static void write(Connection connection, String statement, String account, TwitchToken token)
			throws SQLException {
		try (PreparedStatement update = connection.prepareStatement(statement)) {
			update.setString(1, token.accessToken() + token.refreshToken() + token.expiresAt() + token.scopes());
			update.setString(2, account);
			update.executeUpdate();
		}
	}

}
