package io.github.twitchoauth.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SqlTypeValue;

/**
 * A stored token as the parameter of a statement. Spring logs parameters at TRACE, and a
 * token must not be among them.
 */
final class DocumentParameter implements SqlTypeValue {

	private final String document;

	DocumentParameter(String document) {
		this.document = document;
	}

	@Override
	public void setTypeValue(PreparedStatement statement, int index, int sqlType, @Nullable String typeName)
			throws SQLException {
		statement.setString(index, this.document);
	}

	@Override
	public String toString() {
		return "DocumentParameter[]";
	}

}
